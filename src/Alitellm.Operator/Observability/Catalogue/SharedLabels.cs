namespace Alitellm.Operator.Observability.Catalogue;

/// <summary>Labels that several families have.</summary>
internal static class SharedLabels
{
    public static MetricLabel Kind { get; } = new(MetricLabels.Kind, [.. KindLabels.All.Select(static labels => labels.Kind)]);

    /// <summary>The kinds that write to LiteLLM.</summary>
    public static MetricLabel WritingKind { get; } = new(
        MetricLabels.Kind, [.. KindLabels.All.Where(static labels => labels.DriftDomain is not null).Select(static labels => labels.Kind)]);

    public static MetricLabel Namespace { get; } = new(MetricLabels.Namespace, "the object's namespace");

    public static MetricLabel Name { get; } = new(MetricLabels.Name, "the object's name");

    public static MetricLabel Controller { get; } = new("controller", "the plural name of the kind");

    public static MetricLabel Queue { get; } = new(MetricLabels.Name, "the plural name of the kind");

    public static MetricLabel Resource { get; } = new("resource", "the plural name of what is watched");
}
