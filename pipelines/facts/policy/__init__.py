"""Policy options: who weighs, proposes, promises, takes or rules out which course of action, towards whom."""
