"""Sends messages by Python's smtplib over one connection, and says how many a second.

Usage: python smtplib_mail.py PORT COUNT FILE     (FILE: the message, CRLF lines)
"""

import pathlib
import smtplib
import sys
import time

port, count, message = int(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3]).read_bytes()
with smtplib.SMTP("127.0.0.1", port, timeout=60) as relay:
    relay.ehlo()
    relay.sendmail("weft@example.org", ["warm@example.org"], message)
    begun = time.perf_counter()
    for number in range(count):
        if relay.sendmail("weft@example.org", [f"p{number}@example.org"], message):
            sys.exit("refused")
    print(f"{count / (time.perf_counter() - begun):.0f}")
