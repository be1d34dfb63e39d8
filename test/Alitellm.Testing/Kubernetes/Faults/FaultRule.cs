namespace Alitellm.Testing.Kubernetes;

/// <summary>Which requests meet which fault, and how often. Unset conditions match everything.</summary>
public sealed class FaultRule
{
    public required FaultAction Action { get; init; }

    /// <summary>get, list, watch, create, update, patch, delete, deletecollection.</summary>
    public string? Verb { get; init; }

    /// <summary>Plural.</summary>
    public string? Resource { get; init; }

    /// <summary>Empty for the main endpoint.</summary>
    public string? Subresource { get; init; }

    public string? Namespace { get; init; }

    public string? Name { get; init; }

    public Func<RequestInfo, bool>? Where { get; init; }

    /// <summary>Chance per matching request, drawn from the server's seeded random.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>How many requests it hits before it is spent; null for no end.</summary>
    public int? Times { get; init; }

    /// <summary>How many requests it hit.</summary>
    public int Hits { get; internal set; }

    internal bool Matches(RequestInfo request) =>
        (Times is null || Hits < Times)
        && (Verb is null || Verb == request.Verb)
        && (Resource is null || Resource == request.Resource)
        && (Subresource is null || Subresource == request.Subresource)
        && (Namespace is null || Namespace == request.Namespace)
        && (Name is null || Name == request.Name)
        && (Where is null || Where(request));
}
