using System.Text.Json.Nodes;
using Alitellm.Operator.Kinds.GuardRail;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Compare;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Kinds.GuardRail;

public sealed class GuardRailComparerTests
{
    [TestCase("{}", """{"on_flagged":"block","api_base":null,"default_on":false}""", TestName = "Defaults_and_unset_parameters_are_no_difference")]
    [TestCase("""{"api_key":"secret-g"}""", """{"api_key":"se****-g"}""", TestName = "G2_A_masked_secret_is_no_difference")]
    [TestCase("""{"api_key":"abcd"}""", """{"api_key":"*****"}""", TestName = "G2_A_short_secret_shown_as_stars_is_no_difference")]
    [TestCase("""{"myapikey":"secret-g"}""", """{"myapikey":"se****-g"}""", TestName = "G2_A_name_that_merely_contains_a_telling_word_is_masked_too")]
    [TestCase("""{"mode":"PRE_CALL"}""", """{"mode":"pre_call"}""", TestName = "G3_The_case_of_a_mode_is_no_difference")]
    [TestCase("""{"timeout":"5"}""", """{"timeout":5.0}""", TestName = "A_number_read_from_text_is_no_difference")]
    [TestCase("""{"rules":[{"id":"a"}]}""", """{"rules":[{"id":"a","decision":null,"allowed":false}]}""", TestName = "Members_that_LiteLLM_adds_to_records_are_no_difference")]
    [TestCase("""{"on_flagged":null}""", """{"on_flagged":"block"}""", TestName = "A_wanted_null_is_LiteLLMs_default")]
    public void Equal(string desired, string observed)
    {
        Assert.That(Compare(desired, observed).Differences.Select(difference => difference.Path), Is.Empty);
    }

    [TestCase("""{"threshold":0.5}""", """{"threshold":0.6}""", "litellm_params.threshold")]
    [TestCase("""{"threshold":0.5}""", "{}", "litellm_params.threshold")]
    [TestCase("""{"threshold":0.5}""", """{"threshold":null}""", "litellm_params.threshold")]
    [TestCase("""{"api_key":"secret-g"}""", """{"api_key":"ab****yz"}""", "litellm_params.api_key")]
    [TestCase("""{"api_key":"secret-g"}""", """{"api_key":null}""", "litellm_params.api_key")]
    [TestCase("{}", """{"default_on":true}""", "litellm_params.default_on")]
    [TestCase("""{"rules":[{"id":"a"}]}""", """{"rules":[{"id":"b"}]}""", "litellm_params.rules")]
    [TestCase("""{"rules":["a"]}""", """{"rules":["a","b"]}""", "litellm_params.rules")]
    [TestCase("""{"headers":{"x":"1"}}""", """{"headers":{"x":"2"}}""", "litellm_params.headers.x")]
    public void Differing(string desired, string observed, string path)
    {
        var comparison = Compare(desired, observed);

        Assert.That(comparison.Differences.Select(difference => difference.Path), Is.EqualTo([path]));
        Assert.That(comparison.NeedsReplace, Is.False);
    }

    [Test]
    public void A_differing_secret_is_marked_as_one_whatever_its_name()
    {
        Assert.That(Compare("""{"myapikey":"secret-g"}""", """{"myapikey":"ab****yz"}""").Differences.Single().Secret, Is.True);
    }

    [Test]
    public void Info_is_ours_as_a_whole_but_for_the_marker()
    {
        Assert.That(Compare("{}", "{}", info: """{"alitellm_operator":{}}""").IsEqual, Is.True);
        Assert.That(Compare("{}", "{}", info: """{"added":1}""").Differences.Single().Path, Is.EqualTo("guardrail_info.added"));
    }

    [Test]
    public void A_policy_template_is_compared_where_LiteLLM_keeps_one()
    {
        Assert.That(Compare("{}", "{}", row: "{}", template: "strict").IsEqual, Is.True);
        Assert.That(Compare("{}", "{}", row: """{"policy_template":null}""", template: "strict").Differences.Single().Path, Is.EqualTo("policy_template"));
        Assert.That(Compare("{}", "{}", row: """{"policy_template":"old"}""").Differences.Single().DesiredAbsent, Is.True);
        Assert.That(Compare("{}", "{}", row: """{"policy_template":""}""").IsEqual, Is.True);
    }

    [Test]
    public void Another_name_is_a_difference()
    {
        Assert.That(Compare("{}", "{}", row: """{"guardrail_name":"other"}""").Differences.Single().Path, Is.EqualTo("guardrail_name"));
    }

    [Test]
    public void What_a_process_remembers_of_a_deleted_row_is_no_guardrail_of_the_file()
    {
        var row = Json("""{"guardrail_id":"i","guardrail_name":"pii","guardrail_definition_location":"config","guardrail_info":{"alitellm_operator":{"v":1,"instance":"i","object":"ns/n"}}}""");

        Assert.That(ObservedGuardRail.From(row), Is.Null);
        row["guardrail_info"] = null;
        Assert.That(ObservedGuardRail.From(row)!.IsWritable, Is.False);
        Assert.That(ObservedGuardRail.From(Json("""{"guardrail_name":"no id"}""")), Is.Null);
    }

    [Test]
    public void Only_edits_change_the_fingerprint()
    {
        static string Of(string members) => ObservedGuardRail.From(Json($$"""{"guardrail_id":"i","guardrail_name":"pii",{{members}}}"""))!.Fingerprint;

        Assert.That(Of("\"updated_at\":\"1\""), Is.EqualTo(Of("\"updated_at\":\"2\"")));
        Assert.That(Of("\"litellm_params\":{\"a\":1}"), Is.Not.EqualTo(Of("\"litellm_params\":{\"a\":2}")));
    }

    private static Comparison Compare(string desired, string observed, string info = "{}", string row = "{}", string? template = null)
    {
        var shown = new JsonObject { ["guardrail_id"] = "i", ["guardrail_name"] = "pii", ["litellm_params"] = Json(observed), ["guardrail_info"] = Json(info) };
        foreach (var (key, value) in Json(row))
        {
            shown[key] = value?.DeepClone();
        }

        return GuardRailComparer.Compare(new("pii", Json(desired), [], template, 1, "v2:h"), ObservedGuardRail.From(shown)!, IgnorePaths.None);
    }

    private static JsonObject Json(string text)
    {
        return JsonNode.Parse(text)!.AsObject();
    }
}
