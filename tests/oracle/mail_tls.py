"""Starts SMTP servers with TLS from the first byte and with STARTTLS, under an authority of our own,
and runs the ignored Rust test against them. Needs: openssl, cargo. Usage: python mail_tls.py [cargo arguments]
"""

import asyncio
import os
import pathlib
import ssl
import subprocess
import sys
import tempfile

MESSAGE = b"Subject: hi\r\n\r\n" + b".dots and more dots\r\n" * 1000


def certificates(folder: pathlib.Path) -> None:
    def openssl(*words):
        subprocess.run(["openssl", *words], check=True, cwd=folder, capture_output=True)

    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", "/CN=Weft test authority", "-keyout", "ca.key", "-out", "ca.pem")
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-subj", "/CN=localhost", "-keyout", "key.pem", "-out", "cert.csr")
    (folder / "ext").write_text("subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\n")
    openssl("x509", "-req", "-in", "cert.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-days", "2", "-extfile", "ext", "-out", "cert.pem")


class Server:
    def __init__(self, context, implicit):
        self.context, self.implicit, self.taken, self.wrong = context, implicit, 0, []

    async def talk(self, reader, writer):
        try:
            await self.session(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass
        finally:
            writer.close()

    async def session(self, reader, writer):
        encrypted = self.implicit
        writer.write(b"220 test\r\n")
        while line := await reader.readline():
            verb = line.strip().upper()
            if verb.startswith(b"EHLO"):
                writer.write(b"250-test\r\n250-AUTH PLAIN\r\n250 8BITMIME\r\n" if encrypted else b"250-test\r\n250 STARTTLS\r\n")
            elif verb == b"STARTTLS":
                writer.write(b"220 go\r\n")
                await writer.drain()
                await writer.start_tls(self.context)
                encrypted = True
            elif verb.startswith(b"AUTH"):
                writer.write(b"235 ok\r\n")
            elif verb == b"DATA":
                writer.write(b"354 go\r\n")
                await writer.drain()
                content = (await reader.readuntil(b"\r\n.\r\n"))[:-3]
                content = content.replace(b"\r\n..", b"\r\n.")
                self.taken += 1
                if content != MESSAGE or not encrypted:
                    self.wrong.append(content[:80])
                writer.write(b"250 ok\r\n")
            elif verb == b"QUIT":
                writer.write(b"221 bye\r\n")
                await writer.drain()
                return
            else:
                writer.write(b"250 ok\r\n")
            await writer.drain()


async def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        certificates(folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
        tls, starttls = Server(context, True), Server(context, False)
        one = await asyncio.start_server(tls.talk, "127.0.0.1", 0, ssl=context, limit=1 << 20)
        two = await asyncio.start_server(starttls.talk, "127.0.0.1", 0, limit=1 << 20)
        environment = os.environ | {
            "WEFT_TLS_CA": str(folder / "ca.pem"),
            "WEFT_TLS_PORT": str(one.sockets[0].getsockname()[1]),
            "WEFT_STARTTLS_PORT": str(two.sockets[0].getsockname()[1]),
        }
        command = ["cargo", "test", "--test", "mail", *sys.argv[1:], "--", "--ignored", "tls_with_an_own_authority"]
        test = await asyncio.create_subprocess_exec(*command, env=environment)
        code = await test.wait()
        print(f"TLS: {tls.taken} taken, {len(tls.wrong)} wrong; STARTTLS: {starttls.taken} taken, {len(starttls.wrong)} wrong")
        return code or (tls.wrong or starttls.wrong or tls.taken != 200 or starttls.taken != 200) and 1 or 0


sys.exit(asyncio.run(main()))
