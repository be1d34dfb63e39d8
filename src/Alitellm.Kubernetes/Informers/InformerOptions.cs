namespace Alitellm.Kubernetes.Informers;

/// <param name="Namespaces">The watched namespaces; empty means all.</param>
/// <param name="MetadataOnly">Ask the server for PartialObjectMetadata: names, labels and versions without content.</param>
public sealed record InformerOptions(IReadOnlyList<string> Namespaces, bool MetadataOnly = false)
{
    /// <summary>Restricts the store to objects with these labels.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>Restricts the store to objects with these fields; every kind knows <c>metadata.name</c> and <c>metadata.namespace</c>.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>
    /// The server may not serve the kind, now or at times. That it does not is then no failure but <see cref="InformerState.Absent"/>: it is looked for
    /// again every 10 to 14 s, and nobody is kept waiting for a list that cannot come.
    /// </summary>
    public bool MayBeAbsent { get; init; }

    /// <summary>The name in logs and metrics of an informer that is not the only one of its kind; null for the plural resource name.</summary>
    public string? Name { get; init; }
}
