using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Api.GuardRails;
using Alitellm.Operator.Kinds.GuardRail;
using Alitellm.Operator.Remote;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Kinds.GuardRail;

public sealed class GuardRailRendererTests
{
    [TestCase("PRE_CALL", "\"pre_call\"", TestName = "G3_One_mode_is_a_lower_cased_scalar")]
    [TestCase("Post_Call,pre_call", """["post_call","pre_call"]""", TestName = "G3_Several_modes_are_a_lower_cased_list_in_order")]
    public void Modes(string modes, string rendered)
    {
        Assert.That(Render(spec => spec.Mode = modes.Split(',')).Desired!.Params["mode"]!.ToJsonString(), Is.EqualTo(rendered));
    }

    [TestCase("")]
    [TestCase("realtime_input_transcription,pre_call")]
    public void Modes_that_cannot_be_are_InvalidMode(string modes)
    {
        Assert.That(Render(spec => spec.Mode = modes.Split(',', StringSplitOptions.RemoveEmptyEntries)).FailureReason, Is.EqualTo(ConditionReasons.InvalidMode));
    }

    [Test]
    public void Realtime_alone_is_a_mode()
    {
        Assert.That(Render(spec => spec.Mode = [GuardRailModes.RealtimeInputTranscription]).Desired, Is.Not.Null);
    }

    [Test]
    public void G3_The_case_of_a_mode_does_not_change_the_hash()
    {
        Assert.That(Render(spec => spec.Mode = ["PRE_CALL"]).Desired!.Hash, Is.EqualTo(Render(spec => spec.Mode = ["pre_call"]).Desired!.Hash));
    }

    [Test]
    public void What_is_unset_is_not_in_the_body()
    {
        var desired = Render(_ => { }).Desired!;

        Assert.That(desired.Params.Select(entry => entry.Key), Is.EquivalentTo(["guardrail", "mode"]));
        Assert.That((desired.PolicyTemplate, desired.Info.Count), Is.EqualTo(((string?)null, 0)));
    }

    [Test]
    public void G9_Reserved_keys_are_stripped_and_named_in_one_notice()
    {
        var result = Render(spec =>
        {
            spec.Params = Json("""{"guardrail":"x","mode":"y","default_on":true,"policy_template":"t","guardrail_name":"n","own":1}""");
            spec.Info = Json("""{"alitellm_operator":{},"team":"x"}""");
        });

        Assert.That(result.Notices.Select(notice => notice.Reason), Is.EqualTo(["ReservedKeyStripped"]));
        Assert.That(result.Notices[0].Text, Does.Contain("spec.params.guardrail_name").And.Contain("spec.info.alitellm_operator"));
        Assert.That(result.Desired!.Params.Select(entry => entry.Key), Is.EquivalentTo(["guardrail", "mode", "own"]));
        Assert.That((string?)result.Desired.Params["guardrail"], Is.EqualTo("presidio"));
    }

    [Test]
    public void Placeholders_are_filled_in_params_and_info_and_the_hash_leaves_the_values_out()
    {
        static RenderResult<GuardRailDesired> With(string value) => Render(
            spec =>
            {
                spec.Params = Json("""{"api_key":"{{KEY}}","headers":["x-{{KEY}}"]}""");
                spec.Info = Json("""{"note":"{{KEY}}"}""");
                spec.Secrets = [new() { As = "KEY", SecretRef = new() { Name = "s", Key = "k" } }];
            },
            value);

        Assert.That(With("one").Desired!.Params["headers"]!.ToJsonString(), Is.EqualTo("""["x-one"]"""));
        Assert.That((string?)With("one").Desired!.Info["note"], Is.EqualTo("one"));
        Assert.That(With("one").Desired!.Hash, Is.EqualTo(With("two").Desired!.Hash));
        Assert.That(With("one").Desired!.ToString(), Does.Not.Contain("one"));
    }

    [Test]
    public void A_placeholder_without_an_entry_a_double_entry_and_an_unused_one_are_told()
    {
        Assert.That(Render(spec => spec.Params = Json("""{"a":"{{NOPE}}"}""")).FailureMessage, Does.Contain("NOPE"));
        Assert.That(Render(spec => spec.Secrets = [Binding("A"), Binding("A")]).FailureReason, Is.EqualTo(ConditionReasons.InvalidConfig));
        Assert.That(Render(spec => spec.Secrets = [Binding("A")]).Notices.Single().Reason, Is.EqualTo("UnusedSecretRef"));
    }

    private static SecretBinding Binding(string name)
    {
        return new() { As = name, SecretRef = new() { Name = "s", Key = "k" } };
    }

    private static RenderResult<GuardRailDesired> Render(Action<GuardRailSpec> change, string secret = "v")
    {
        var spec = new GuardRailSpec { GuardrailName = "pii", Provider = "presidio", Mode = ["pre_call"] };
        change(spec);
        return GuardRailRenderer.Render(new() { Metadata = new() { Name = "pii" }, Spec = spec }, new Dictionary<string, string> { ["KEY"] = secret, ["A"] = "a" }, 1);
    }

    private static JsonObject Json(string text)
    {
        return JsonNode.Parse(text)!.AsObject();
    }
}
