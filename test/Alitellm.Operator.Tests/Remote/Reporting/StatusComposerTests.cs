using Alitellm.Api.Common;
using Alitellm.Api.Models;
using Alitellm.Kubernetes.Status;
using Alitellm.Operator.Remote.Deciding;
using Alitellm.Operator.Remote.Reporting;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Reporting;

public sealed class StatusComposerTests
{
    private static readonly DateTime _now = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private static readonly Decision _created = Decision.Write(RemoteAction.Create, WriteCause.FirstCreate, "created in LiteLLM");
    private static readonly Decision _upToDate = new(RemoteAction.None, true, ConditionReasons.Synced, "LiteLLM has what the spec asks for");

    [Test]
    public void What_was_done_last_stays_said_while_there_is_nothing_more_to_do()
    {
        Assert.That(MessageAfter((_created, 1), (_upToDate, 1)), Is.EqualTo(_created.Message));
    }

    [Test]
    public void A_new_generation_gets_a_message_of_its_own()
    {
        Assert.That(MessageAfter((_created, 1), (_upToDate, 2)), Is.EqualTo(_upToDate.Message));
    }

    [Test]
    public void The_end_of_a_failure_gets_a_message_of_its_own()
    {
        Assert.That(MessageAfter((Decision.Stay(ConditionReasons.LiteLLMUnavailable, "away"), 1), (_upToDate, 1)), Is.EqualTo(_upToDate.Message));
    }

    [Test]
    public void A_failure_always_says_what_is_wrong_now()
    {
        Assert.That(
            MessageAfter((Decision.Stay(ConditionReasons.SecretNotFound, "a:b not found"), 1), (Decision.Stay(ConditionReasons.SecretNotFound, "a:c not found"), 1)),
            Is.EqualTo("a:c not found"));
    }

    private static string? MessageAfter(params (Decision Decision, long Generation)[] passes)
    {
        var model = new LiteLLMModel { Metadata = new() };
        var status = new ModelStatus();
        foreach (var (decision, generation) in passes)
        {
            model.Metadata.Generation = generation;
            StatusComposer.Compose(status, model, decision, unfinished: false, _now);
        }

        return ConditionList.Find(status.Conditions, "Ready")?.Message;
    }
}
