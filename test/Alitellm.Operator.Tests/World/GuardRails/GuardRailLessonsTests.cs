using Alitellm.Testing.Kubernetes;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;
using static Alitellm.Operator.Tests.World.GuardRails.GuardRails;

namespace Alitellm.Operator.Tests.World.GuardRails;

/// <summary>G2 and G12 are with the basics, G3 and G9 with the renderer too.</summary>
public sealed class GuardRailLessonsTests
{
    [Test]
    public void G1_A_guardrail_that_was_not_ready_becomes_so_after_a_restart()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.Faults.Down();
        world.Apply(GuardRail("pii"));
        world.Started();
        Assert.That(world.RailReady("pii"), Is.EqualTo("False/LiteLLMUnavailable"));

        world.Operator.Kill();
        world.LiteLLM.Faults.Up();
        world.Start("b");
        world.Minutes(1);
        Assert.That(world.RailReady("pii"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void G4_A_lost_pool_member_is_made_again_although_its_sibling_has_the_name()
    {
        using var world = Pool();
        var lost = (string)world.Recorded("b")!["guardrailID"]!;
        world.LiteLLM.DeleteGuardrailByHand(lost);
        world.Minutes(3);

        Assert.That(world.LiteLLM.Guardrails.Select(Owner), Is.EquivalentTo(["default/a", "default/b"]));
        Assert.That((string?)world.Recorded("b")!["guardrailID"], Is.Not.EqualTo(lost));
    }

    [Test]
    public void G5_Condition_id_location_and_pool_size_are_written_at_once()
    {
        using var world = new OperatorWorld();
        world.Apply(GuardRail("pii"));
        world.Started();

        var statusWrites = world.Kubernetes.Journal.Records.Where(record => record.Request is { IsWrite: true, Resource: "litellmguardrails", Subresource: "status" });
        Assert.That(statusWrites.Count(record => record.Status is 200), Is.LessThanOrEqualTo(2));
        Assert.That(world.RailReady("pii"), Is.EqualTo("True/Synced"));
        Assert.That(world.Recorded("pii")!.AsObject().Select(entry => entry.Key), Is.SupersetOf(["hash", "guardrailID", "definitionLocation", "poolSize", "at"]));
    }

    [Test]
    public void G6_A_changed_pool_size_reaches_the_status_through_conflicts()
    {
        using var world = new OperatorWorld(new() { LiteLLM = new LiteLLMWorldOptions { UniqueGuardrailNames = false } });
        world.Apply(GuardRail("a"));
        world.Started();
        Assert.That((int?)world.Recorded("a")!["poolSize"], Is.EqualTo(1));

        world.Kubernetes.Faults.Add(new() { Verb = "patch", Resource = "litellmguardrails", Action = FaultAction.Conflict(), Times = 3 });
        world.Apply(GuardRail("b"));
        world.Minutes(2);
        Assert.That(((int?)world.Recorded("a")!["poolSize"], (int?)world.Recorded("b")!["poolSize"]), Is.EqualTo(((int?)2, (int?)2)));

        world.DeleteRail("b");
        world.Minutes(2);
        Assert.That((int?)world.Recorded("a")!["poolSize"], Is.EqualTo(1));
    }

    [Test]
    public void G7_What_was_never_created_drains_under_Delete()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(422)) { On = "POST /guardrails" });
        world.Apply(GuardRail("pii", With("""{"deletionPolicy":"Delete"}""")));
        world.Started();
        Assert.That(world.RailReady("pii"), Is.EqualTo("False/LiteLLMRejected"));

        world.DeleteRail("pii");
        world.Seconds(10);
        Assert.That(world.Rail("pii"), Is.Null);
    }

    [Test]
    public void G8_Six_modes_are_accepted_and_seven_refused()
    {
        using var world = Running(With("""{"mode":["pre_call","post_call","during_call","logging_only","pre_mcp_call","during_mcp_call"]}"""));

        Assert.That(world.Row().LitellmParams["mode"]!.AsArray(), Has.Count.EqualTo(6));
        Assert.That(
            () => world.Kubernetes.Apply(GuardRail("seven", With("""{"mode":["pre_call","post_call","during_call","logging_only","pre_mcp_call","during_mcp_call","pre_call"]}"""))),
            Throws.Exception);
    }

    [Test]
    public void G9_Reserved_keys_copied_from_LiteLLMs_own_YAML_do_not_shadow_the_spec_and_an_event_names_them()
    {
        using var world = Running(With("""{"params":{"guardrail":"aim","mode":"post_call","default_on":true,"guardrail_name":"x","policy_template":"y","threshold":1},"info":{"alitellm_operator":{"v":1}}}"""));

        Assert.That(world.Row().LitellmParams.Select(entry => entry.Key), Is.EquivalentTo(["guardrail", "mode", "threshold"]));
        Assert.That(world.EventsOf("pii"), Has.Some.StartsWith("Warning/ReservedKeyStripped").And.Some.Contains("spec.params.default_on"));
    }

    [TestCase(500)]
    [TestCase(502)]
    public void G10_An_update_that_LiteLLM_answers_with_an_error_is_sent_again(int status)
    {
        using var world = Running();
        world.LiteLLM.Faults.FailNext("PUT /guardrails/{id}", LiteLLMFaultEffect.Status(status) with { AfterEffect = true }, 2);
        world.ForgetJournals();
        world.Apply(GuardRail("pii", With("""{"mode":["post_call"]}""")));
        world.Minutes(2);

        Assert.That(world.RailWrites().Last().Status, Is.EqualTo(200));
        Assert.That((world.RailReady("pii"), (string?)world.Row().LitellmParams["mode"]), Is.EqualTo(("True/Synced", "post_call")));
    }

    [Test]
    public void G11_A_failing_pass_never_forgets_the_recorded_id()
    {
        using var world = Running();
        var id = (string)world.Recorded("pii")!["guardrailID"]!;
        world.LiteLLM.DeleteGuardrailByHand(id);
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(422)) { On = "POST /guardrails" });
        world.Minutes(3);
        Assert.That((world.RailReady("pii"), (string?)world.Recorded("pii")!["guardrailID"]), Is.EqualTo(("False/LiteLLMRejected", id)));

        world.LiteLLM.Faults.Clear();
        world.Minutes(6);
        Assert.That((world.RailReady("pii"), (string?)world.Recorded("pii")!["guardrailID"]), Is.EqualTo(("True/Synced", world.Row().Id)));
    }

    [Test]
    public void A_pool_has_a_row_for_each_and_neither_adopts_a_row_made_by_hand()
    {
        using var world = new OperatorWorld(new() { LiteLLM = new LiteLLMWorldOptions { UniqueGuardrailNames = false } });
        var foreign = world.LiteLLM.CreateGuardrailByHand(Json("""{"guardrail_name":"pii","litellm_params":{"guardrail":"lakera_v2","mode":"logging_only"}}"""));
        world.Apply(GuardRail("a"));
        world.Apply(GuardRail("b"));
        world.Started();
        world.Minutes(5);

        Assert.That(world.LiteLLM.Guardrails.Select(Owner), Is.EquivalentTo([null, "default/a", "default/b"]));
        Assert.That((string?)world.LiteLLM.FindGuardrail(foreign)!.LitellmParams["mode"], Is.EqualTo("logging_only"));
        Assert.That((world.RailReady("a"), world.RailReady("b")), Is.EqualTo(("True/Synced", "True/Synced")));

        world.DeleteRail("a");
        world.DeleteRail("b");
        world.Minutes(2);
        Assert.That(world.Row().Id, Is.EqualTo(foreign));
    }

    [Test]
    public void Pool_members_of_the_reference_operator_are_taken_over_by_their_recorded_ids()
    {
        using var world = new OperatorWorld(new() { LiteLLM = new LiteLLMWorldOptions { UniqueGuardrailNames = false } });
        foreach (var name in new[] { "a", "b" })
        {
            var id = world.LiteLLM.CreateGuardrailByHand(Json("""{"guardrail_name":"pii","litellm_params":{"guardrail":"lakera_v2","mode":"pre_call"}}"""));
            world.Apply(GuardRail(name));
            world.Do(() => world.Kubernetes.Patch(Resource, "default", name, Json($$"""{"status":{"observedGeneration":1,"lastRendered":{"hash":"0123456789abcdef","guardrailID":"{{id}}","definitionLocation":"db","poolSize":2} } }"""), "status"));
        }

        var before = world.LiteLLM.Guardrails.Select(row => row.Id).ToList();
        world.Started();

        Assert.That(world.LiteLLM.Guardrails.Select(row => row.Id), Is.EquivalentTo(before));
        Assert.That(world.LiteLLM.Guardrails.Select(Owner), Is.EquivalentTo(["default/a", "default/b"]));
        world.DeleteRail("a");
        world.Minutes(1);
        Assert.That(Owner(world.Row()), Is.EqualTo("default/b"));
    }

    [Test]
    public void Where_names_are_unique_the_second_member_is_rejected_naming_the_first_and_gets_its_turn()
    {
        using var world = new OperatorWorld();
        world.Apply(GuardRail("a"));
        world.Started();
        world.Apply(GuardRail("b"));
        world.Minutes(1);

        Assert.That(world.RailReady("b"), Is.EqualTo("False/LiteLLMRejected"));
        Assert.That(OperatorWorld.Message(world.Rail("b")), Does.Contain("default/a"));
        Assert.That(Owner(world.Row()), Is.EqualTo("default/a"));

        world.DeleteRail("a");
        world.Minutes(2);
        Assert.That((world.RailReady("b"), Owner(world.Row())), Is.EqualTo(("True/Synced", "default/b")));
    }

    [Test]
    public void A_second_provider_in_a_pool_is_refused_and_its_row_made_once_it_agrees()
    {
        using var world = new OperatorWorld(new() { LiteLLM = new LiteLLMWorldOptions { UniqueGuardrailNames = false } });
        world.Apply(GuardRail("z"));
        world.Started();
        world.Apply(GuardRail("a", With("""{"provider":"bedrock"}""")));
        world.Minutes(2);

        Assert.That((world.RailReady("z"), world.RailReady("a")), Is.EqualTo(("True/Synced", "False/PoolProviderMismatch")));
        Assert.That(OperatorWorld.Message(world.Rail("a")), Does.Contain("default/z").And.Contain("lakera_v2"));
        Assert.That(world.LiteLLM.Guardrails, Has.Count.EqualTo(1));

        world.Apply(GuardRail("z", With("""{"provider":"bedrock"}""")));
        world.Seconds(10);
        Assert.That((world.RailReady("z"), world.RailReady("a")), Is.EqualTo(("True/Synced", "True/Synced")));
    }

    [Test]
    public void A_guardrail_of_the_configuration_file_is_never_written_and_the_object_says_so_until_it_is_gone()
    {
        using var world = new OperatorWorld(new()
        {
            LiteLLM = new LiteLLMWorldOptions { ConfigGuardrails = [Json("""{"guardrail_name":"pii","litellm_params":{"guardrail":"lakera_v2","mode":"pre_call"}}""")] },
        });
        world.Apply(GuardRail("pii"));
        world.Started();
        Assert.That((world.RailReady("pii"), (string?)world.Recorded("pii")!["definitionLocation"]), Is.EqualTo(("False/ConflictsWithConfigGuardrail", "config")));
        Assert.That(world.LiteLLM.Journal.Writes, Is.Zero);

        world.LiteLLM.SetConfigGuardrails();
        world.Minutes(2);
        Assert.That((world.RailReady("pii"), (string?)world.Recorded("pii")!["definitionLocation"]), Is.EqualTo(("True/Synced", "db")));
    }

    [Test]
    public void A_realtime_mode_beside_another_is_InvalidMode()
    {
        using var world = Running(With("""{"mode":["realtime_input_transcription","pre_call"]}"""));

        Assert.That(world.RailReady("pii"), Is.EqualTo("False/InvalidMode"));
        Assert.That(OperatorWorld.Condition(world.Rail("pii"), "Stalled"), Is.EqualTo("True/InvalidMode"));
        Assert.That(world.LiteLLM.Guardrails, Is.Empty);
    }

    [Test]
    public void A_row_of_another_instance_is_neither_written_nor_deleted()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.CreateGuardrailByHand(Json("""{"guardrail_name":"pii","litellm_params":{"guardrail":"aim","mode":"pre_call"},"guardrail_info":{"alitellm_operator":{"v":1,"instance":"other/op","object":"default/pii","uid":"u","hash":"h"}}}"""));
        world.Apply(GuardRail("pii"));
        world.Started();
        Assert.That(world.RailReady("pii"), Is.EqualTo("False/OwnedElsewhere"));

        world.DeleteRail("pii");
        world.Minutes(1);
        Assert.That((string?)world.Row().LitellmParams["guardrail"], Is.EqualTo("aim"));
    }

    private static OperatorWorld Pool()
    {
        var world = new OperatorWorld(new() { LiteLLM = new LiteLLMWorldOptions { UniqueGuardrailNames = false } });
        world.Apply(GuardRail("a"));
        world.Apply(GuardRail("b"));
        return world.Started();
    }

    private static string? Owner(GuardrailRow row)
    {
        return (string?)row.GuardrailInfo["alitellm_operator"]?["object"];
    }
}
