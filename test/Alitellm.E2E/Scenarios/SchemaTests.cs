using Alitellm.E2E.Support;
using Alitellm.Kubernetes.Client;
using NUnit.Framework;

namespace Alitellm.E2E.Scenarios;

public sealed class SchemaTests
{
    private static readonly TestCaseData[] s_bySchema =
    [
        Refused("""
            {apiVersion: litellm.ackstorm.ai/v1alpha1, kind: LiteLLMConnection, metadata: {name: c}, spec: {endpoint: "ftp://litellm", masterKeySecretRef: {name: a, key: b}}}
            """, "endpoint").SetName("An_endpoint_that_is_no_web_address_is_refused"),
        Refused("""
            {apiVersion: litellm.ackstorm.ai/v1alpha1, kind: LiteLLMConnection, metadata: {name: c}, spec: {endpoint: "http://litellm"}}
            """, "masterKeySecretRef").SetName("A_connection_without_a_key_is_refused"),
        Refused("""
            {apiVersion: litellm.ackstorm.ai/v1alpha1, kind: LiteLLMModel, metadata: {name: m}, spec: {driftPolicy: Sometimes, params: {model: openai/gpt-4o}}}
            """, "driftPolicy").SetName("An_unknown_policy_is_refused"),
    ];

    // The embedded server does not evaluate CEL, so these are cases of a real one only.
    private static readonly TestCaseData[] s_byRule =
    [
        Refused("""
            {apiVersion: litellm.ackstorm.ai/v1alpha1, kind: LiteLLMModel, metadata: {name: m}, spec: {connectionRef: {name: other}, params: {model: openai/gpt-4o}}}
            """, "connectionRef").SetName("A_connection_reference_cannot_be_changed"),
    ];

    private static IEnumerable<TestCaseData> RefusedObjects => Surroundings.IsRealCluster ? [.. s_bySchema, .. s_byRule] : s_bySchema;

    [TestCaseSource(nameof(RefusedObjects))]
    public async Task Invalid_objects_are_refused_with_the_field_at_fault(string manifest, string field)
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.ApplyModelAsync("m", "connectionRef: {name: first}, params: {model: openai/gpt-4o}");

        Assert.That(
            async () => await scenario.ApplyAsync(manifest),
            Throws.InstanceOf<KubernetesApiException>().With.Property(nameof(KubernetesApiException.Status)).EqualTo(422).And.Message.Contains(field));
    }

    private static TestCaseData Refused(string manifest, string field) => new(manifest, field);
}
