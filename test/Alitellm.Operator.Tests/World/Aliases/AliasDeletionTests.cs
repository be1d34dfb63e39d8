using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;
using static Alitellm.Operator.Tests.World.Aliases.Aliases;

namespace Alitellm.Operator.Tests.World.Aliases;

public sealed class AliasDeletionTests
{
    [TestCase("Orphan")]
    [TestCase("Delete")]
    public void Both_policies_take_the_names_along_and_nothing_else(string policy)
    {
        using var world = With(policy);
        world.Apply(Alias("b", "smart=claude"));
        world.Minutes(1);
        world.EditMap("""{"by-hand":"x"}""");
        world.DeleteAlias("a");
        world.Seconds(10);

        Assert.That((world.AliasObject("a"), world.Map()), Is.EqualTo(((JsonObject?)null, "by-hand=x smart=claude")));
    }

    [TestCase("Orphan")]
    [TestCase("Delete")]
    public void What_is_gone_already_lets_the_object_go_without_a_write(string policy)
    {
        using var world = With(policy);
        world.LiteLLM.Wipe();
        world.ForgetJournals();
        world.DeleteAlias("a");
        world.Seconds(10);

        Assert.That((world.AliasObject("a"), world.LiteLLM.Journal.Writes), Is.EqualTo(((JsonObject?)null, 0)));
    }

    [TestCase("Orphan", 40, true)]
    [TestCase("Delete", 600, false)]
    public void While_LiteLLM_is_down_Orphan_gives_up_after_its_grace_and_Delete_waits(string policy, double seconds, bool gone)
    {
        using var world = With(policy);
        world.LiteLLM.Faults.Down();
        world.DeleteAlias("a");
        world.Seconds(20);
        Assert.That(world.AliasObject("a"), Is.Not.Null);
        world.Seconds(seconds);
        Assert.That(world.AliasObject("a") is null, Is.EqualTo(gone));

        world.LiteLLM.Faults.Up();
        world.Minutes(2);
        Assert.That((world.AliasObject("a") is null, world.Map()), Is.EqualTo((true, gone ? "fast=gpt" : "")));
    }

    [TestCase(401, "Orphan")]
    [TestCase(401, "Delete")]
    [TestCase(500, "Delete")]
    [TestCase(429, "Delete")]
    public void An_answer_that_proves_nothing_is_asked_for_again(int status, string policy)
    {
        using var world = With(policy);
        world.LiteLLM.Faults.FailNext("POST /config/update", LiteLLMFaultEffect.Status(status), 1);
        world.DeleteAlias("a");
        world.Minutes(2);

        Assert.That((world.AliasObject("a") is null, world.Map()), Is.EqualTo((true, "")));
    }

    [TestCase("Orphan", true)]
    [TestCase("Delete", false)]
    public void A_refusal_drains_Orphan_and_blocks_Delete(string policy, bool gone)
    {
        using var world = With(policy);
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(400)) { On = "POST /config/update" });
        world.DeleteAlias("a");
        world.Minutes(2);
        Assert.That(world.AliasObject("a") is null, Is.EqualTo(gone));

        world.LiteLLM.Faults.Clear();
        world.Minutes(2);
        Assert.That(world.AliasObject("a"), Is.Null);
    }

    [Test]
    public void A_lost_answer_is_found_done()
    {
        using var world = With("Delete");
        world.ForgetJournals();
        world.LiteLLM.Faults.FailNext("POST /config/update", LiteLLMFaultEffect.LostAnswer);
        world.DeleteAlias("a");
        world.Minutes(1);

        Assert.That((world.AliasObject("a") is null, world.Map(), world.Posts()), Is.EqualTo((true, "", 1)));
    }

    [Test]
    public void What_was_never_written_drains_without_a_write()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(503)) { On = "GET /router/settings" });
        world.Apply(Alias("a", "fast=gpt", """{"deletionPolicy":"Delete"}"""));
        world.Started();
        world.LiteLLM.Faults.Clear();
        world.DeleteAlias("a");
        world.Minutes(2);

        Assert.That((world.AliasObject("a") is null, world.LiteLLM.Journal.Writes), Is.EqualTo((true, 0)));
    }

    private static OperatorWorld With(string policy)
    {
        return Running(members: $$"""{"deletionPolicy":"{{policy}}"}""");
    }
}
