namespace Alitellm.Operator.Observability;

/// <summary>The labels that name one object.</summary>
internal readonly record struct ObjectLabels(string Kind, string Namespace, string Name)
{
    public KeyValuePair<string, object?>[] Tags() =>
        [new(MetricLabels.Kind, Kind), new(MetricLabels.Namespace, Namespace), new(MetricLabels.Name, Name)];
}
