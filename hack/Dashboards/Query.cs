namespace Alitellm.Dashboards;

/// <summary>One PromQL query of a panel.</summary>
/// <param name="Legend">Grafana's format, such as <c>{{kind}}</c>; empty for the labels themselves.</param>
internal sealed record Query(string Expression, string Legend = "")
{
    public const string RateInterval = "$__rate_interval";
    public const string Range = "$__range";

    /// <summary>The query without Grafana's variables.</summary>
    public string With(string rateInterval, string range) => Expression
        .Replace(RateInterval, rateInterval, StringComparison.Ordinal)
        .Replace(Range, range, StringComparison.Ordinal);
}
