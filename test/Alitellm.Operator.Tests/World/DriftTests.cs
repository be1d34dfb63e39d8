using System.Text.Json.Nodes;
using Alitellm.Operator.Observability;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World;

public sealed class DriftTests
{
    /// <summary>Poll interval and settle window, ten per cent jitter and the confirming read.</summary>
    private static readonly TimeSpan s_pollAndSettle = TimeSpan.FromSeconds(33 + 35 + 6);

    [Test]
    public void A_hand_edit_is_undone_shown_and_counted()
    {
        using var world = Running();
        world.LiteLLM.EditModelByHand(OperatorWorld.IdOf("gpt"), Json("""{"litellm_params":{"temperature":0.9}}"""));

        world.Run(s_pollAndSettle);

        Assert.That((double?)world.Row("gpt")!.LitellmParams["temperature"], Is.EqualTo(0.5));
        var drift = world.Model("gpt")!["status"]!["drift"]!;
        Assert.That((bool?)drift["corrected"], Is.True);
        Assert.That((string?)drift["fields"]![0]!["path"], Is.EqualTo("litellm_params.temperature"));
        Assert.That(world.Operator.Metrics.Sum(MetricNames.DriftCorrected, "update_drifted"), Is.EqualTo(1));
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void A_key_added_by_hand_is_removed()
    {
        using var world = Running();
        world.LiteLLM.EditModelByHand(OperatorWorld.IdOf("gpt"), Json("""{"litellm_params":{"top_p":0.1}}"""));

        world.Run(s_pollAndSettle);

        Assert.That(world.Row("gpt")!.LitellmParams.ContainsKey("top_p"), Is.False);
    }

    [Test]
    public void A_hand_delete_is_undone_under_the_same_id()
    {
        using var world = Running();
        world.LiteLLM.DeleteModelByHand(OperatorWorld.IdOf("gpt"));

        world.Run(s_pollAndSettle);

        Assert.That(world.Row("gpt"), Is.Not.Null);
        Assert.That(world.Operator.Metrics.Sum(MetricNames.DriftCorrected, "create_missing"), Is.EqualTo(1));
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void A_hand_made_duplicate_of_our_row_is_pruned()
    {
        using var world = Running();
        world.LiteLLM.DuplicateByHand(OperatorWorld.IdOf("gpt"));

        world.Run(s_pollAndSettle);

        Assert.That(world.Rows("gpt").Select(row => row.Id), Is.EqualTo([OperatorWorld.IdOf("gpt")]));
        Assert.That(world.Operator.Metrics.Sum(MetricNames.DriftCorrected, "duplicate_pruned"), Is.EqualTo(1));
    }

    [Test]
    public void A_rename_by_hand_is_undone()
    {
        using var world = Running();
        world.LiteLLM.EditModelByHand(OperatorWorld.IdOf("gpt"), Json("""{"model_name":"other"}"""));

        world.Run(s_pollAndSettle);

        Assert.That(world.Row("gpt")!.ModelName, Is.EqualTo("gpt"));
    }

    [Test]
    public void M6_A_pool_member_somebody_added_under_the_same_name_stays_untouched()
    {
        using var world = Running();
        var id = world.LiteLLM.CreateModelByHand(Json("""{"model_name":"gpt","litellm_params":{"model":"azure/gpt-4o"},"model_info":{}}"""));
        var before = Text(world.LiteLLM.FindModel(id)!);

        world.Minutes(20);

        Assert.That(Text(world.LiteLLM.FindModel(id)!), Is.EqualTo(before));
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void Rows_that_are_not_ours_stay_byte_identical_through_everything()
    {
        using var world = Running();
        var id = world.LiteLLM.CreateModelByHand(Json("""{"model_name":"hand-made","litellm_params":{"model":"openai/gpt-4o","api_key":"sk-hand"},"model_info":{"note":"x"}}"""));
        var before = Text(world.LiteLLM.FindModel(id)!);

        world.LiteLLM.EditModelByHand(OperatorWorld.IdOf("gpt"), Json("""{"litellm_params":{"temperature":0.9}}"""));
        world.Minutes(5);
        world.DeleteModel("gpt");
        world.Minutes(5);

        Assert.That(Text(world.LiteLLM.FindModel(id)!), Is.EqualTo(before));
    }

    [Test]
    public void Report_shows_drift_and_leaves_it_until_the_spec_changes()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o","temperature":0.5},"driftPolicy":"Report"}"""));
        world.Started();
        world.LiteLLM.EditModelByHand(OperatorWorld.IdOf("gpt"), Json("""{"litellm_params":{"temperature":0.9}}"""));
        world.ForgetJournals();

        world.Minutes(5);
        Assert.That(world.Ready("gpt"), Is.EqualTo("False/DriftDetected"));
        Assert.That((bool?)world.Model("gpt")!["status"]!["drift"]!["corrected"], Is.Not.True);
        Assert.That(world.LiteLLM.Journal.Writes, Is.Zero);

        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o","temperature":0.6},"driftPolicy":"Report"}"""));
        world.Minutes(2);
        Assert.That((double?)world.Row("gpt")!.LitellmParams["temperature"], Is.EqualTo(0.6));
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void Report_shows_a_hand_delete_and_does_not_create_again()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o"},"driftPolicy":"Report"}"""));
        world.Started();
        world.LiteLLM.DeleteModelByHand(OperatorWorld.IdOf("gpt"));

        world.Minutes(5);

        Assert.That(world.Ready("gpt"), Is.EqualTo("False/RemoteAbsent"));
        Assert.That(world.LiteLLM.Models, Is.Empty);
    }

    [Test]
    public void An_ignored_field_may_be_edited_by_hand()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o","temperature":0.5},"ignoreFields":["litellm_params.temperature"]}"""));
        world.Started();
        world.LiteLLM.EditModelByHand(OperatorWorld.IdOf("gpt"), Json("""{"litellm_params":{"temperature":0.9}}"""));
        world.ForgetJournals();

        world.Minutes(5);

        Assert.That((double?)world.Row("gpt")!.LitellmParams["temperature"], Is.EqualTo(0.9));
        Assert.That(world.LiteLLM.Journal.Writes, Is.Zero);
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void A_masked_field_cannot_be_ignored()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o"},"ignoreFields":["litellm_params.api_key"]}"""));
        world.Started();

        Assert.That(world.Ready("gpt"), Is.EqualTo("False/InvalidConfig"));
    }

    [Test]
    public void An_entry_another_writer_keeps_changing_becomes_contested_and_is_repaired_ever_more_rarely()
    {
        using var world = Running();
        for (var round = 0; round < 30; round++)
        {
            world.LiteLLM.EditModelByHand(OperatorWorld.IdOf("gpt"), Json($$$"""{"litellm_params":{"temperature":{{{1 + round}}}}}"""));
            world.Minutes(1.5);
        }

        Assert.That(world.Ready("gpt"), Is.EqualTo("False/DriftContested"));
        Assert.That(world.LiteLLM.Journal.Writes, Is.InRange(6, 11));
    }

    [Test]
    public void Two_replicas_of_LiteLLM_that_lag_make_no_write()
    {
        using var world = new OperatorWorld(new() { LiteLLM = new LiteLLMWorldOptions { Replicas = 2 } });
        foreach (var index in Enumerable.Range(0, 6))
        {
            world.Apply(Objects.Model($"m{index}"));
        }

        world.Started();
        world.Minutes(5);
        world.Apply(Objects.Model("m0", """{"params":{"model":"openai/gpt-4o","temperature":0.1}}"""));
        world.Minutes(10);

        Assert.That(world.LiteLLM.Journal.Writes, Is.EqualTo(7));
        Assert.That(Enumerable.Range(0, 6).Select(index => world.Ready($"m{index}")), Is.All.EqualTo("True/Synced"));
    }

    [Test]
    public void A_serving_gap_makes_no_write()
    {
        using var world = new OperatorWorld(new() { LiteLLM = new LiteLLMWorldOptions { ServingGap = TimeSpan.FromSeconds(4) } });
        foreach (var index in Enumerable.Range(0, 6))
        {
            world.Apply(Objects.Model($"m{index}"));
        }

        world.Started();
        for (var round = 0; round < 12; round++)
        {
            world.Apply(Objects.Model("m0", $$$"""{"params":{"model":"openai/gpt-4o","temperature":{{{round}}}}}"""));
            world.Seconds(13);
        }

        world.Minutes(5);
        Assert.That(world.LiteLLM.Journal.Writes, Is.EqualTo(6 + 12));
    }

    [Test]
    public void Suspended_nothing_is_read_or_written_for_the_object()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o"},"suspend":true}"""));
        world.Started();

        Assert.That(OperatorWorld.Condition(world.Model("gpt"), "Suspended"), Is.EqualTo("True/Suspended"));
        Assert.That(world.LiteLLM.Models, Is.Empty);

        world.Apply(Objects.Model("gpt"));
        world.Seconds(5);
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
        Assert.That(OperatorWorld.Condition(world.Model("gpt"), "Suspended"), Is.EqualTo("none"));
    }

    [Test]
    public void A_row_that_vanishes_each_time_it_is_created_is_throttled()
    {
        using var world = new OperatorWorld(new() { Operator = options => options with { RecreateLimitPerMinute = 1, PollInterval = TimeSpan.FromSeconds(5), SettleWindow = TimeSpan.FromSeconds(5) } });
        world.Apply(Objects.Model("gpt"));
        world.Started();
        for (var round = 0; round < 40 && world.Ready("gpt") != "False/RecreateThrottled"; round++)
        {
            if (world.Row("gpt") is not null)
            {
                world.LiteLLM.DeleteModelByHand(OperatorWorld.IdOf("gpt"));
            }

            world.Seconds(5);
        }

        Assert.That(world.Ready("gpt"), Is.EqualTo("False/RecreateThrottled"));
        world.Minutes(10);
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
    }

    private static OperatorWorld Running()
    {
        var world = new OperatorWorld();
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o","temperature":0.5}}"""));
        return world.Started();
    }

    private static JsonObject Json(string text)
    {
        return JsonNode.Parse(text)!.AsObject();
    }

    private static string Text(ModelRow row)
    {
        return $"{row.Id} {row.ModelName} {row.LitellmParams.ToJsonString()} {row.ModelInfo.ToJsonString()} {row.UpdatedAt:O}";
    }
}
