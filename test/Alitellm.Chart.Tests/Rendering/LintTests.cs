using Alitellm.Chart.Tests.Support;

namespace Alitellm.Chart.Tests.Rendering;

public sealed class LintTests
{
    [Test]
    public void Helm_finds_nothing_to_say_about_the_chart([Values("default", "minimal", "maximal", "cluster-wide")] string values)
    {
        var outcome = OperatorChart.Checkout.Lint(values == "default" ? [] : OperatorChart.GoldenValues(values));

        Assert.That(outcome.Succeeded, outcome.Output + outcome.Error);
        Assert.That(outcome.Output, Does.Not.Contain("[WARNING]").And.Not.Contain("[ERROR]"));
    }
}
