"""Operations by what they are about; importing a module puts its operations on the door."""
