namespace Alitellm.Operator.Hosting;

/// <summary>The answer to a probe.</summary>
/// <param name="Ok">Whether all is well.</param>
/// <param name="Reasons">What is wrong, one sentence each; shown to whoever may reach the probe port, so never a secret.</param>
internal sealed record HealthReport(bool Ok, IReadOnlyList<string> Reasons)
{
    public static HealthReport Healthy { get; } = new(true, []);

    public static HealthReport Failing(params IReadOnlyList<string> reasons) => new(false, reasons);
}
