namespace Alitellm.Operator.Observability.Catalogue;

/// <summary>
/// Every metric family a scrape of the operator can show. The reference page is made from it, the operator's own instruments are created from
/// it, and those of the layers below are compared with it.
/// </summary>
internal static class MetricCatalogue
{
    /// <summary>In the order of the reference page.</summary>
    public static IReadOnlyList<MetricSection> Sections { get; } =
    [
        new("Objects and what is done for them", OperatorFamilies.All),
        new("Discoveries", DiscoveryFamilies.All),
        new("Requests to LiteLLM", LiteLLMFamilies.All),
        new("Work queues and reconciles", WorkFamilies.All),
        new("Watches, Leases and events", ClusterFamilies.All),
        new("The .NET runtime", ProcessFamilies.All),
    ];

    public static IReadOnlyList<MetricFamily> All { get; } = [.. Sections.SelectMany(static section => section.Families)];
}
