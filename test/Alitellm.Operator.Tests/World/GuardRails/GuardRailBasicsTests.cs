using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;
using static Alitellm.Operator.Tests.World.GuardRails.GuardRails;

namespace Alitellm.Operator.Tests.World.GuardRails;

public sealed class GuardRailBasicsTests
{
    private const string Full = """
        {"guardrailName":"pii","provider":"lakera_v2","mode":["pre_call","post_call"],"defaultOn":true,"policyTemplate":"strict",
         "params":{"api_key":"{{KEY}}","breakdown":true,"threshold":0.5,"headers":{"x":"1"}},"info":{"team":"sec"},
         "secrets":[{"as":"KEY","secretRef":{"name":"provider","key":"key"}}]}
        """;

    [Test]
    public void A_guardrail_becomes_one_row_with_one_write_and_its_minted_id_is_recorded()
    {
        using var world = Running();

        var row = world.Row();
        Assert.That(world.RailReady("pii"), Is.EqualTo("True/Synced"));
        Assert.That((row.Name, (string?)row.LitellmParams["guardrail"], row.LitellmParams["mode"]!.ToJsonString()), Is.EqualTo(("pii", "lakera_v2", "\"pre_call\"")));
        Assert.That((string?)row.GuardrailInfo["alitellm_operator"]!["object"], Is.EqualTo("default/pii"));
        Assert.That((string?)world.Recorded("pii")!["guardrailID"], Is.EqualTo(row.Id));
        Assert.That(((string?)world.Recorded("pii")!["definitionLocation"], (int?)world.Recorded("pii")!["poolSize"]), Is.EqualTo(("db", (int?)1)));
        Assert.That(world.LiteLLM.Journal.Writes, Is.EqualTo(1));
    }

    [Test]
    public void Every_field_of_the_spec_reaches_LiteLLM()
    {
        using var world = WithSecret(new() { LiteLLM = new LiteLLMWorldOptions { Version = "1.93.0" } });

        var row = world.Row();
        Assert.That(row.LitellmParams["mode"]!.ToJsonString(), Is.EqualTo("""["pre_call","post_call"]"""));
        Assert.That((bool?)row.LitellmParams["default_on"], Is.True);
        Assert.That((string?)row.LitellmParams["api_key"], Is.EqualTo("sk-guard-value-one"));
        Assert.That((row.PolicyTemplate, (string?)row.GuardrailInfo["team"]), Is.EqualTo(("strict", "sec")));
        Assert.That(world.RailReady("pii"), Is.EqualTo("True/Synced"));
    }

    [TestCase("""{"guardrailName":"renamed"}""", "name", "renamed")]
    [TestCase("""{"provider":"bedrock"}""", "guardrail", "\"bedrock\"")]
    [TestCase("""{"mode":["post_call","logging_only"]}""", "mode", """["post_call","logging_only"]""")]
    [TestCase("""{"defaultOn":true}""", "default_on", "true")]
    [TestCase("""{"params":{"threshold":0.7}}""", "threshold", "0.7")]
    [TestCase("""{"info":{"team":"x"}}""", "info", "\"x\"")]
    public void An_edit_of_any_field_is_one_PUT(string change, string field, string value)
    {
        using var world = Running();
        var id = world.Row().Id;
        world.ForgetJournals();

        world.Apply(GuardRail("pii", With(change)));
        world.Seconds(5);
        world.Minutes(3);

        var row = world.Row();
        var actual = field switch { "name" => row.Name, "info" => row.GuardrailInfo["team"]!.ToJsonString(), _ => row.LitellmParams[field]!.ToJsonString() };
        Assert.That((row.Id, actual), Is.EqualTo((id, value)));
        Assert.That(world.RailWrites().Select(call => call.Operation), Is.EqualTo(["PUT /guardrails/{id}"]));
        Assert.That(world.RailReady("pii"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void G12_Removed_keys_defaultOn_and_policyTemplate_are_gone_and_secrets_stay()
    {
        using var world = WithSecret(new() { LiteLLM = new LiteLLMWorldOptions { Version = "1.93.0" } });

        world.Apply(GuardRail("pii", """{"guardrailName":"pii","provider":"lakera_v2","mode":["pre_call"],"params":{"api_key":"{{KEY}}"},"secrets":[{"as":"KEY","secretRef":{"name":"provider","key":"key"}}]}"""));
        world.Minutes(3);

        var row = world.Row();
        Assert.That(row.LitellmParams.Select(entry => entry.Key), Is.EquivalentTo(["guardrail", "mode", "api_key"]));
        Assert.That((string?)row.LitellmParams["api_key"], Is.EqualTo("sk-guard-value-one"));
        Assert.That((row.PolicyTemplate, row.GuardrailInfo.Count), Is.EqualTo(((string?)null, 1)));
        Assert.That(world.RailReady("pii"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void G2_Masked_secrets_are_no_drift_and_half_an_hour_of_rest_writes_nothing()
    {
        using var world = WithSecret();
        world.ForgetJournals();
        world.Minutes(30);

        Assert.That(world.LiteLLM.Journal.Writes, Is.Zero);
        Assert.That(world.Kubernetes.Journal.Records.Where(record => record.Request.IsWrite).Select(record => record.Request.Path), Is.Empty);
        Assert.That(world.LiteLLM.Journal.Calls.Select(call => call.Operation).Distinct(), Is.EquivalentTo(["GET /v2/guardrails/list", "POST /key/health", "GET /health/readiness"]));
    }

    [Test]
    public void A_rotated_secret_is_written_within_seconds_and_what_GET_masks_is_never_sent_back()
    {
        using var world = WithSecret();
        world.Apply(Objects.Secret("provider", "key", "sk-guard-value-two"));
        world.Seconds(5);

        Assert.That((string?)world.Row().LitellmParams["api_key"], Is.EqualTo("sk-guard-value-two"));
        Assert.That(world.RailWrites().Select(call => call.Body), Has.None.Contains("****"));
    }

    [TestCase("""{"litellm_params":{"threshold":0.9}}""")]
    [TestCase("""{"litellm_params":{"threshold":null}}""")]
    [TestCase("""{"litellm_params":{"default_on":false}}""")]
    [TestCase("""{"litellm_params":{"api_key":"another-key-altogether"}}""")]
    [TestCase("""{"guardrail_info":{"team":"other"}}""")]
    [TestCase("""{"guardrail_info":{"added":1}}""")]
    [TestCase("""{"guardrail_info":{"alitellm_operator":null}}""")]
    [TestCase("""{"guardrail_name":"renamed"}""")]
    public void An_edit_by_hand_is_undone(string edit)
    {
        using var world = WithSecret();
        var before = world.Row();
        world.LiteLLM.EditGuardrailByHand(before.Id, Json(edit));
        world.Minutes(3);

        var row = world.Row();
        Assert.That((row.Id, row.Name), Is.EqualTo((before.Id, before.Name)));
        Assert.That(JsonNode.DeepEquals(row.LitellmParams, before.LitellmParams), Is.True, row.LitellmParams.ToJsonString());
        Assert.That(JsonNode.DeepEquals(row.GuardrailInfo, before.GuardrailInfo), Is.True, row.GuardrailInfo.ToJsonString());
        Assert.That(world.RailReady("pii"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void A_default_on_switched_on_by_hand_is_switched_off_where_the_spec_says_nothing()
    {
        using var world = Running();
        world.LiteLLM.EditGuardrailByHand(world.Row().Id, Json("""{"litellm_params":{"default_on":true}}"""));
        world.Minutes(3);

        Assert.That(world.Row().LitellmParams["default_on"], Is.Null);
    }

    [Test]
    public void A_row_deleted_by_hand_comes_back_under_a_new_id()
    {
        using var world = Running();
        var id = world.Row().Id;
        world.LiteLLM.DeleteGuardrailByHand(id);
        world.Minutes(3);

        Assert.That(world.Row().Id, Is.Not.EqualTo(id));
        Assert.That((string?)world.Recorded("pii")!["guardrailID"], Is.EqualTo(world.Row().Id));
        Assert.That(world.RailReady("pii"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void A_row_made_anew_by_hand_after_a_deletion_is_adopted_filled_and_recorded()
    {
        using var world = Running(With("""{"params":{"threshold":0.5}}"""));
        world.LiteLLM.DeleteGuardrailByHand(world.Row().Id);
        var id = world.LiteLLM.CreateGuardrailByHand(Json("""{"guardrail_name":"pii","litellm_params":{"guardrail":"lakera_v2","mode":"pre_call"}}"""));
        world.Minutes(3);

        Assert.That((world.Row().Id, (double?)world.Row().LitellmParams["threshold"]), Is.EqualTo((id, (double?)0.5)));
        Assert.That((string?)world.Recorded("pii")!["guardrailID"], Is.EqualTo(id));
    }

    [Test]
    public void A_lost_answer_to_a_create_makes_no_second_row()
    {
        using var world = new OperatorWorld(new() { LiteLLM = new LiteLLMWorldOptions { UniqueGuardrailNames = false } });
        world.LiteLLM.Faults.FailNext("POST /guardrails", LiteLLMFaultEffect.LostAnswer);
        world.Apply(GuardRail("pii"));
        world.Started();

        Assert.That(world.LiteLLM.Guardrails, Has.Count.EqualTo(1));
        Assert.That(world.RailReady("pii"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void An_ignored_field_is_left_as_it_is_and_survives_a_PUT()
    {
        using var world = Running(With("""{"params":{"threshold":0.5,"nested":{"a":1,"b":2}},"ignoreFields":["litellm_params.threshold","litellm_params.nested.b"]}"""));
        world.LiteLLM.EditGuardrailByHand(world.Row().Id, Json("""{"litellm_params":{"threshold":0.9,"nested":{"a":1,"b":7}}}"""));
        world.Minutes(3);
        Assert.That((double?)world.Row().LitellmParams["threshold"], Is.EqualTo(0.9));

        world.Apply(GuardRail("pii", With("""{"params":{"threshold":0.5,"nested":{"a":2,"b":2},"x":1},"ignoreFields":["litellm_params.threshold","litellm_params.nested.b"]}""")));
        world.Minutes(3);

        Assert.That((double?)world.Row().LitellmParams["threshold"], Is.EqualTo(0.9));
        Assert.That(world.Row().LitellmParams["nested"]!.ToJsonString(), Is.EqualTo("""{"a":2,"b":7}"""));
        Assert.That((int?)world.Row().LitellmParams["x"], Is.EqualTo(1));
    }

    [TestCase("litellm_params.api_key")]
    [TestCase("litellm_params")]
    public void A_masked_field_cannot_be_ignored(string path)
    {
        using var world = Running(With($$"""{"ignoreFields":["{{path}}"]}"""));

        Assert.That(world.RailReady("pii"), Is.EqualTo("False/InvalidConfig"));
        Assert.That(world.LiteLLM.Guardrails, Is.Empty);
    }

    [Test]
    public void Suspend_stops_all_repairs_until_it_ends()
    {
        using var world = Running();
        world.Apply(GuardRail("pii", With("""{"suspend":true}""")));
        world.Seconds(5);
        world.LiteLLM.EditGuardrailByHand(world.Row().Id, Json("""{"litellm_params":{"mode":"post_call"}}"""));
        world.ForgetJournals();
        world.Minutes(10);
        Assert.That(world.LiteLLM.Journal.Writes, Is.Zero);

        world.Apply(GuardRail("pii"));
        world.Minutes(3);
        Assert.That((string?)world.Row().LitellmParams["mode"], Is.EqualTo("pre_call"));
    }

    [Test]
    public void Observe_writes_nothing_and_tells_what_it_sees()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.CreateGuardrailByHand(Json("""{"guardrail_name":"same","litellm_params":{"guardrail":"lakera_v2","mode":"pre_call"}}"""));
        world.LiteLLM.CreateGuardrailByHand(Json("""{"guardrail_name":"other","litellm_params":{"guardrail":"lakera_v2","mode":"post_call"}}"""));
        foreach (var name in new[] { "same", "other", "none" })
        {
            world.Apply(GuardRail(name, With($$"""{"guardrailName":"{{name}}","managementPolicy":"Observe"}""")));
        }

        world.Started();
        Assert.That(new[] { "same", "other", "none" }.Select(name => world.RailReady(name)), Is.EqualTo(["True/Observed", "False/DriftDetected", "False/RemoteAbsent"]));
        Assert.That((string?)world.Rail("other")!["status"]!["drift"]!["fields"]![0]!["path"], Is.EqualTo("litellm_params.mode"));
        world.DeleteRail("same");
        world.Minutes(1);
        Assert.That((world.LiteLLM.Journal.Writes, world.LiteLLM.Guardrails.Count), Is.EqualTo((0, 2)));
    }

    [Test]
    public void Report_publishes_drift_and_leaves_LiteLLM_alone_until_the_spec_changes()
    {
        using var world = Running(With("""{"driftPolicy":"Report"}"""));
        world.LiteLLM.EditGuardrailByHand(world.Row().Id, Json("""{"litellm_params":{"mode":"post_call"}}"""));
        world.Minutes(5);
        Assert.That((world.RailReady("pii"), (string?)world.Row().LitellmParams["mode"]), Is.EqualTo(("False/DriftDetected", "post_call")));

        world.Apply(GuardRail("pii", With("""{"driftPolicy":"Report","params":{"x":1}}""")));
        world.Minutes(3);
        Assert.That((world.RailReady("pii"), (string?)world.Row().LitellmParams["mode"]), Is.EqualTo(("True/Synced", "pre_call")));
    }

    [TestCase("Always", """{"guardrail":"lakera_v2","mode":"post_call"}""", "True/Synced")]
    [TestCase("IfIdentical", """{"guardrail":"lakera_v2","mode":"pre_call"}""", "True/Synced")]
    [TestCase("IfIdentical", """{"guardrail":"lakera_v2","mode":"post_call"}""", "False/AdoptionRefused")]
    [TestCase("Never", """{"guardrail":"lakera_v2","mode":"pre_call"}""", "False/AdoptionRefused")]
    public void A_row_of_our_name_made_by_hand_is_adopted_as_the_policy_says(string policy, string parameters, string ready)
    {
        using var world = new OperatorWorld();
        var id = world.LiteLLM.CreateGuardrailByHand(Json($$"""{"guardrail_name":"pii","litellm_params":{{parameters}} }"""));
        world.Apply(GuardRail("pii", With($$"""{"adoptionPolicy":"{{policy}}"}""")));
        world.Started();

        Assert.That(world.RailReady("pii"), Is.EqualTo(ready));
        Assert.That(world.Row().Id, Is.EqualTo(id));
        world.DeleteRail("pii");
        world.Minutes(2);
        Assert.That(world.Rail("pii"), Is.Null);
        Assert.That(world.LiteLLM.Guardrails, Has.Count.EqualTo(ready == "True/Synced" ? 0 : 1));
    }

    private static OperatorWorld WithSecret(WorldOptions? options = null)
    {
        var world = new OperatorWorld(options);
        world.Apply(Objects.Secret("provider", "key", "sk-guard-value-one"));
        world.Apply(GuardRail("pii", Full));
        return world.Started();
    }
}
