using Alitellm.Chart.Tests.Support;
using Alitellm.Testing.Kubernetes;

namespace Alitellm.Chart.Tests.Rendering;

/// <summary>A wrong value is refused with a sentence that names it.</summary>
public sealed class SchemaTests
{
    [TestCase("replicas: two", "- replicas: Invalid type. Expected: integer, given: string")]
    [TestCase("replica: 2", "- (root): Additional property replica is not allowed")]
    [TestCase("image: {repository: x}", "- image: Additional property repository is not allowed")]
    [TestCase("image: {digest: latest}", "- image.digest: Does not match pattern")]
    [TestCase("image: {tag: 'a b'}", "- image.tag: Does not match pattern")]
    [TestCase("image: {pullPolicy: Sometimes}", "image.pullPolicy must be one of the following: \"Always\", \"IfNotPresent\", \"Never\"")]
    [TestCase("watchNamespace: 'a,,b'", "- watchNamespace: Does not match pattern")]
    [TestCase("watchNamespace: [a, b]", "- watchNamespace: Invalid type. Expected: string, given: array")]
    [TestCase("watchNamespace: 'a,*'", "- watchNamespace: Does not match pattern")]
    [TestCase("safetyRelistInterval: 10", "- safetyRelistInterval: Invalid type. Expected: string, given: integer")]
    [TestCase("safetyRelistInterval: ten minutes", "- safetyRelistInterval: Does not match pattern")]
    [TestCase("log: {level: loud}", "log.level must be one of the following")]
    [TestCase("terminationGracePeriodSeconds: 10", "- terminationGracePeriodSeconds: Must be greater than or equal to 31")]
    [TestCase("extraEnv: [{value: x}]", "- extraEnv.0: name is required")]
    [TestCase("extraEnv: {A: b}", "- extraEnv: Invalid type. Expected: array, given: object")]
    [TestCase("podLabels: {a: 1}", "- podLabels.a: Invalid type. Expected: string, given: integer")]
    [TestCase("metrics: {serviceMonitor: {interval: often}}", "- metrics.serviceMonitor.interval: Does not match pattern")]
    [TestCase("podDisruptionBudget: {maxUnavailable: half}", "- podDisruptionBudget.maxUnavailable: Must validate at least one schema (anyOf)")]
    [TestCase("opencodeCatalog: {enabled: true, apiBase: https://x}", "opencodeCatalog.namespace is required when opencodeCatalog.enabled is true")]
    [TestCase("opencodeCatalog: {enabled: true, namespace: a}", "opencodeCatalog.apiBase is required when opencodeCatalog.enabled is true")]
    [TestCase("extraEnv: [{name: INSTANCE_ID, value: x}]", "extraEnv sets INSTANCE_ID, which the chart sets")]
    [TestCase(
        "metrics: {serviceMonitor: {enabled: true}, podMonitor: {enabled: true}}",
        "metrics.podMonitor and metrics.serviceMonitor are both enabled: every pod would be scraped twice")]
    public void A_wrong_value_is_refused(string values, string sentence)
    {
        var outcome = OperatorChart.Checkout.Template(YamlJson.Parse(values));

        Assert.That(outcome.Succeeded, Is.False);
        Assert.That(outcome.Error, Does.Contain(sentence));
    }
}
