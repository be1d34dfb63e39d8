namespace Alitellm.Benchmarks.Informers;

internal sealed class WidgetLimits
{
    public int RequestsPerMinute { get; set; }

    public int TokensPerMinute { get; set; }

    public int MaxParallel { get; set; }

    public string Window { get; set; } = "";
}
