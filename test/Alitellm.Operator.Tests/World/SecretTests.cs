using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World;

public sealed class SecretTests
{
    private const string Spec = """{"params":{"model":"openai/gpt-4o","api_key":"{{KEY}}"},"secrets":[{"as":"KEY","secretRef":{"name":"provider","key":"key"}}]}""";

    [Test]
    public void Placeholders_are_filled_in()
    {
        using var world = WithSecret();

        Assert.That((string?)world.Row("gpt")!.LitellmParams["api_key"], Is.EqualTo("sk-one"));
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
        Assert.That(world.LiteLLM.Journal.Writes, Is.EqualTo(1));
    }

    [Test]
    public void A_rotated_secret_reaches_LiteLLM_within_seconds_and_only_the_models_that_use_it_are_written()
    {
        using var world = WithSecret();
        world.Apply(Objects.Model("other"));
        world.Minutes(2);
        world.ForgetJournals();

        world.Apply(Objects.Secret("provider", "key", "sk-two"));
        world.Seconds(5);

        Assert.That((string?)world.Row("gpt")!.LitellmParams["api_key"], Is.EqualTo("sk-two"));
        Assert.That(world.LiteLLM.Journal.WritesById.Keys, Is.EqualTo([OperatorWorld.IdOf("gpt")]));
        world.Minutes(5);
        Assert.That(world.LiteLLM.Journal.Writes, Is.EqualTo(1));
    }

    [Test]
    public void A_Secret_written_anew_with_the_same_value_writes_nothing_to_LiteLLM()
    {
        using var world = WithSecret();
        world.ForgetJournals();

        var secret = Objects.Secret("provider", "key", "sk-one");
        secret["metadata"]!["labels"] = new JsonObject { ["touched"] = "yes" };
        world.Apply(secret);
        world.Minutes(2);

        Assert.That(world.LiteLLM.Journal.Writes, Is.Zero);
    }

    [Test]
    public void A_rotated_master_key_is_used_at_once_and_rewrites_nothing()
    {
        using var world = WithSecret();
        world.ForgetJournals();

        world.LiteLLM.SetMasterKey("sk-master-2");
        world.Apply(Objects.Secret("litellm", "master-key", "sk-master-2"));
        world.Minutes(3);

        Assert.That(OperatorWorld.Condition(world.Connection(), "Ready"), Is.EqualTo("True/Synced"));
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
        Assert.That(world.LiteLLM.Journal.Writes, Is.Zero);

        world.Apply(Objects.Secret("provider", "key", "sk-two"));
        world.Seconds(10);
        Assert.That((string?)world.Row("gpt")!.LitellmParams["api_key"], Is.EqualTo("sk-two"));
    }

    [Test]
    public void A_missing_Secret_parks_the_model_until_it_comes()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("gpt", Spec));
        world.Started();
        Assert.That(world.Ready("gpt"), Is.EqualTo("False/SecretNotFound"));
        Assert.That(OperatorWorld.Message(world.Model("gpt")), Is.EqualTo("default/provider:key not found"));

        world.Apply(Objects.Secret("provider", "key", "sk-one"));
        world.Seconds(5);

        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void A_Secret_deleted_later_parks_the_model_and_leaves_the_row()
    {
        using var world = WithSecret();
        world.Delete("secrets", "provider");
        world.Seconds(5);

        Assert.That(world.Ready("gpt"), Is.EqualTo("False/SecretNotFound"));
        Assert.That(world.Row("gpt"), Is.Not.Null);
    }

    [Test]
    public void A_placeholder_without_an_entry_is_named()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o","api_key":"{{NOPE}}"}}"""));
        world.Started();

        Assert.That(world.Ready("gpt"), Does.StartWith("False/"));
        Assert.That(OperatorWorld.Message(world.Model("gpt")), Does.Contain("NOPE"));
        Assert.That(world.LiteLLM.Models, Is.Empty);
    }

    [Test]
    public void Two_entries_of_one_name_are_InvalidConfig()
    {
        using var world = WithSecret();
        world.Apply(Objects.Model("twice", """{"params":{"model":"openai/gpt-4o"},"secrets":[{"as":"KEY","secretRef":{"name":"provider","key":"key"}},{"as":"KEY","secretRef":{"name":"provider","key":"other"}}]}"""));
        world.Seconds(5);

        Assert.That(world.Ready("twice"), Is.EqualTo("False/InvalidConfig").Or.EqualTo("False/SecretNotFound"));
    }

    private static OperatorWorld WithSecret()
    {
        var world = new OperatorWorld();
        world.Apply(Objects.Secret("provider", "key", "sk-one"));
        world.Apply(Objects.Model("gpt", Spec));
        return world.Started();
    }
}
