using System.Reflection;
using Alitellm.Api.Common;
using Alitellm.Operator.Observability;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Observability;

internal sealed class ReconcileResultLabelTests
{
    // Of the reference operator's manuals; dashboards and alerts rely on them. "unreachable" is one it promised but never produced.
    [TestCase("Synced", "synced")]
    [TestCase("LiteLLMRejected", "rejected")]
    [TestCase("LiteLLMUnavailable", "transient_error")]
    [TestCase("BadMasterKey", "transient_error")]
    [TestCase("Connecting", "transient_error")]
    [TestCase("SecretNotFound", "secret_missing")]
    [TestCase("InvalidConfig", "invalid_config")]
    [TestCase("Unreachable", "unreachable")]
    [TestCase("Observed", "synced")]
    [TestCase("InvalidEndpoint", "invalid_config")]
    [TestCase("InsecureEndpoint", "invalid_config")]
    [TestCase("InvalidMode", "invalid_config")]
    [TestCase("UnresolvedPlaceholder", "invalid_config")]
    [TestCase("PoolProviderMismatch", "invalid_config")]
    [TestCase("Conflict", "conflict")]
    [TestCase("PartialAliasConflict", "conflict")]
    [TestCase("OwnedElsewhere", "conflict")]
    [TestCase("AdoptionRefused", "conflict")]
    [TestCase("ConflictsWithConfigGuardrail", "conflict")]
    [TestCase("RecreateThrottled", "throttled")]
    [TestCase("DriftContested", "throttled")]
    [TestCase("PruneHeld", "throttled")]
    [TestCase("AgentNotFound", "reference_missing")]
    [TestCase("MCPServerNotFound", "reference_missing")]
    [TestCase("ToolsetNotFound", "reference_missing")]
    [TestCase("AccessGroupNotFound", "reference_missing")]
    [TestCase("DriftDetected", "drifted")]
    [TestCase("RemoteAbsent", "drifted")]
    [TestCase("LiteLLMTooOld", "rejected")]
    [TestCase("NotServed", "rejected")]
    [TestCase("UpstreamInvalid", "rejected")]
    [TestCase("SourceUnreachable", "unreachable")]
    [TestCase("ChildCRWriteFailed", "transient_error")]
    [TestCase("AliasWriteFailed", "transient_error")]
    [TestCase("AwaitingConfirmation", "other")]
    [TestCase("Syncing", "other")]
    [TestCase("Deleting", "other")]
    [TestCase("Suspended", "other")]
    [TestCase("Absent", "other")]
    [TestCase("NobodyHasThoughtOfThis", "other")]
    [TestCase("synced", "other")]
    [TestCase("", "other")]
    [TestCase(null, "other")]
    public void A_reason_has_exactly_one_result(string? reason, string result) => Assert.That(ReconcileResultLabel.Of(reason), Is.EqualTo(result));

    [TestCase("Healthy")]
    [TestCase("Unhealthy")]
    [TestCase("NoCallbacksReported")]
    [TestCase("Unknown")]
    [TestCase("ProbeError")]
    [TestCase("Ok")]
    [TestCase("AuthFailed")]
    [TestCase("NoCollisions")]
    [TestCase("NameCollision")]
    public void A_reason_of_another_condition_is_never_taken_for_success(string reason) => Assert.That(ReconcileResultLabel.Of(reason), Is.EqualTo("other"));

    [Test]
    public void Every_reason_of_the_API_is_in_these_tables() =>
        Assert.That(
            typeof(ReconcileResultLabelTests).GetMethods().SelectMany(static method => method.GetCustomAttributes<TestCaseAttribute>()).Select(static testCase => testCase.Arguments[0]),
            Is.SupersetOf(ConditionReasons.All));

    [Test]
    public void Only_a_Ready_condition_that_is_true_counts_as_synced() =>
        Assert.That(ReconcileResultLabel.KnownReasons.Where(static reason => ReconcileResultLabel.Of(reason) == ReconcileResultLabel.Synced), Is.EquivalentTo(["Synced", "Observed"]));

    [Test]
    public void Every_result_that_can_come_out_is_in_the_list_of_label_values() =>
        Assert.That(ReconcileResultLabel.KnownReasons.Select(ReconcileResultLabel.Of).Distinct(), Is.EquivalentTo(ReconcileResultLabel.All));
}
