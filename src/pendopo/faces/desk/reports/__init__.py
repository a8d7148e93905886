"""What a report needs beside its task: its panel, public words, groups, proof at a place."""
