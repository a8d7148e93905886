"""How Pendopo starts: the commands behind `./pendopo`, one file each, and what they share."""
