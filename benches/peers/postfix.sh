#!/usr/bin/env bash
# A Postfix of its own on loopback that throws every message away, out of a folder with Debian's package unpacked in it.
#   postfix.sh FOLDER PORT     runs until stopped; FOLDER/root has the package, FOLDER/run gets queue and configuration
# Postfix starts as root and works as an unprivileged user; without root it is not to be had.
set -euo pipefail
folder=$1 port=$2
root=$folder/root run=$folder/run
export LD_LIBRARY_PATH=$root/usr/lib/postfix
rm -rf "$run"
mkdir -p "$run/etc" "$run/queue" "$run/data"
cat > "$run/etc/main.cf" <<EOF
compatibility_level = 3.6
queue_directory = $run/queue
data_directory = $run/data
daemon_directory = $root/usr/lib/postfix/sbin
command_directory = $root/usr/sbin
shlib_directory = $root/usr/lib/postfix
meta_directory = $run/etc
mail_owner = mail
setgid_group = operator
default_privs = nobody
import_environment = MAIL_CONFIG LD_LIBRARY_PATH TZ
myhostname = relay.example
mydestination =
local_recipient_maps =
alias_maps =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_peername_lookup = no
smtpd_relay_restrictions = permit_mynetworks, reject
default_transport = discard:
maillog_file = /dev/stdout
maillog_file_prefixes = /dev
EOF
# Nothing in chroot: libraries lie where they were unpacked.
cat > "$run/etc/master.cf" <<EOF
127.0.0.1:$port inet n - n - 100 smtpd
cleanup   unix n - n - 0 cleanup
qmgr      unix n - n 300 1 qmgr
rewrite   unix - - n - - trivial-rewrite
bounce    unix - - n - 0 bounce
defer     unix - - n - 0 bounce
trace     unix - - n - 0 bounce
error     unix - - n - - error
retry     unix - - n - - error
discard   unix - - n - - discard
anvil     unix - - n - 1 anvil
proxymap  unix - - n - - proxymap
postlog   unix-dgram n - n - 1 postlogd
EOF
for part in active bounce corrupt defer deferred flush hold incoming private saved trace; do
  mkdir -p "$run/queue/$part"
  chown mail "$run/queue/$part"
  chmod 700 "$run/queue/$part"
done
mkdir -p "$run/queue/maildrop" "$run/queue/public" "$run/queue/pid"
chown mail:operator "$run/queue/maildrop" "$run/queue/public"
chmod 730 "$run/queue/maildrop"
chmod 710 "$run/queue/public"
chown mail "$run/data"
chmod 755 "$run" "$run/queue"
exec "$root/usr/lib/postfix/sbin/master" -c "$run/etc" -d
