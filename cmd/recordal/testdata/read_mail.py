"""Reads a mail draft with Python's email package and prints what it says."""

import email
import email.policy
import hashlib
import json
import sys

with open(sys.argv[1], "rb") as file:
    mail = email.message_from_binary_file(file, policy=email.policy.default)
attachments = list(mail.iter_attachments())
print(json.dumps({
    "subject": mail["Subject"],
    "to": mail["To"],
    "unsent": mail["X-Unsent"],
    "body": mail.get_body(("plain",)).get_content(),
    "attachments": [a.get_filename() for a in attachments],
    "sha256": [hashlib.sha256(a.get_content()).hexdigest() for a in attachments],
    "defects": [repr(defect) for part in mail.walk() for defect in part.defects],
}))
