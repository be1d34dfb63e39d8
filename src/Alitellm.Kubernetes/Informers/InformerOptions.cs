namespace Alitellm.Kubernetes.Informers;

/// <param name="Namespaces">The watched namespaces; empty means all.</param>
/// <param name="MetadataOnly">Ask the server for PartialObjectMetadata: names, labels and versions without content.</param>
public sealed record InformerOptions(IReadOnlyList<string> Namespaces, bool MetadataOnly = false)
{
    /// <summary>Restricts the store to objects with these labels.</summary>
    public string? LabelSelector { get; init; }
}
