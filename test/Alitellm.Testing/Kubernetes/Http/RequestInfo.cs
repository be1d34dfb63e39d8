namespace Alitellm.Testing.Kubernetes;

/// <summary>What a request asks for, in the terms of the API.</summary>
public sealed record RequestInfo
{
    /// <summary>get, list, watch, create, update, patch, delete, deletecollection; for other paths the method in small letters.</summary>
    public required string Verb { get; init; }

    /// <summary>False for discovery, health and the like.</summary>
    public bool IsResource { get; init; }

    public string Group { get; init; } = "";

    public string Version { get; init; } = "";

    /// <summary>Plural, e.g. <c>secrets</c>.</summary>
    public string Resource { get; init; } = "";

    public string Subresource { get; init; } = "";

    public string Namespace { get; init; } = "";

    public string Name { get; init; } = "";

    public string Path { get; init; } = "";

    public string UserAgent { get; init; } = "";

    /// <summary>Media type of a patch.</summary>
    public string ContentType { get; init; } = "";

    /// <summary>True for verbs that change something.</summary>
    public bool IsWrite => Verb is "create" or "update" or "patch" or "delete" or "deletecollection";
}
