"""Photos of what happened: taken apart without being decoded, prepared later, compared.

Plain Python without SQL. A photo is kept as the camera wrote it, private and encrypted; people
see copies made of its pixels alone.
"""
