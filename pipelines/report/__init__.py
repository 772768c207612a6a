"""What a person looks at: how right the facts are, what was found, what was lost. Nothing is written here."""
