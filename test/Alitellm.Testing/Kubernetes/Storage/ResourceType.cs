namespace Alitellm.Testing.Kubernetes;

/// <summary>A resource the server knows, built in or defined by a CRD.</summary>
internal sealed record ResourceType
{
    public required string Group { get; init; }

    public required string Plural { get; init; }

    public required string Singular { get; init; }

    public required string Kind { get; init; }

    public required string ListKind { get; init; }

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public required bool Namespaced { get; init; }

    /// <summary>Defined by a CRD: strict optimistic locking, generation, no strategic merge, items of lists carry their kind.</summary>
    public bool Custom { get; init; }

    public bool TracksGeneration { get; init; }

    /// <summary>A PUT without a resource version overwrites.</summary>
    public bool AllowsUnconditionalUpdate { get; init; }

    /// <summary>Field labels selectors may use besides name and namespace.</summary>
    public IReadOnlySet<string> FieldLabels { get; init; } = new HashSet<string>();

    public required IReadOnlyList<ServedVersion> Versions { get; init; }

    /// <summary>The version objects are stored in.</summary>
    public required ServedVersion StorageVersion { get; init; }

    /// <summary>Where the objects live; two groups may share one (events).</summary>
    public required ObjectCollection Collection { get; init; }

    public string QualifiedName => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    public ServedVersion? Version(string name) => Versions.FirstOrDefault(v => v.Name == name);
}
