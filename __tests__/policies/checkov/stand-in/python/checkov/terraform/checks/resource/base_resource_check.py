"""A stand-in for Checkov's base class: it keeps what registers itself."""
registered = []


class BaseResourceCheck:
    def __init__(self, name, id, categories, supported_resources):
        self.name = name
        self.id = id
        self.categories = categories
        self.supported_resources = supported_resources
        registered.append(self)
