"""What is said when the platform does not do what the story says it does."""


class StoryBroken(Exception):
    """The story cannot go on; the sentence says where."""
