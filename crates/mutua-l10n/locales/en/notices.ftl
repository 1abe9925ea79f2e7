# Notices, the mails about them, and the links in mails.

mail-sent-by = Sent by Mutua at { $place }.
