using System.Text.Json.Nodes;
using Alitellm.Operator.Observability.Changes;
using Alitellm.Operator.Remote.Content;
using CsCheck;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Observability.Changes;

internal sealed class ChangeMaskTests
{
    private static readonly ChangeMask s_mask = new(new SecretValues(
        new Dictionary<string, string> { ["LONG"] = "abc-KEY-def", ["SHORT"] = "KEY", ["ONE"] = "E", ["EMPTY"] = "" }, []));

    [TestCase("""{"a":"abc-KEY-def"}""", """{"a":"{{LONG}}"}""", TestName = "A value becomes its placeholder again")]
    [TestCase("""{"a":"x-KEY-y KEY"}""", """{"a":"x-{{SHORT}}-y {{SHORT}}"}""", TestName = "Inside of text and more than once")]
    [TestCase("""{"a":{"b":["E",1,true,null]}}""", """{"a":{"b":["{{ONE}}",1,true,null]}}""", TestName = "At any depth, and nothing but text")]
    [TestCase("""{"api_key":"plain"}""", """{"api_key":"***"}""", TestName = "What a secret name holds is hidden although it came from no Secret")]
    [TestCase("""{"api_key":"KEY"}""", """{"api_key":"{{SHORT}}"}""", TestName = "A placeholder is shown under a secret name too")]
    [TestCase("""{"api_key":"os.environ/ANY"}""", """{"api_key":"os.environ/ANY"}""", TestName = "The name of a variable of LiteLLM is no secret")]
    [TestCase("""{"note":"use sk-0123456789 here"}""", """{"note":"use *** here"}""", TestName = "What has the shape of a key is hidden anywhere")]
    [TestCase("""{"model":"anthropic/claude-3-5-sonnet-20241022","name":"task-runner-01"}""", """{"model":"anthropic/claude-3-5-sonnet-20241022","name":"task-runner-01"}""", TestName = "Names of models and words with a hyphen are shown")]
    [TestCase("""{"auth_type":"bearer","access_groups":["a"],"input_cost_per_token":"0.1"}""", """{"auth_type":"bearer","access_groups":["a"],"input_cost_per_token":"0.1"}""", TestName = "Names that LiteLLM masks without need are shown")]
    [TestCase("""{"aws_secret_access_key":"a","apikey":"b","vertex_credentials":{"x":"c"},"static_headers":{"X-Api-Key":"d","Authorization":"e"}}""", """{"aws_secret_access_key":"***","apikey":"***","vertex_credentials":{"x":"***"},"static_headers":{"X-Api-Key":"***","Authorization":"***"}}""", TestName = "Every usual name of a secret hides what is under it")]
    [TestCase("""{"n":1.50}""", """{"n":1.50}""", TestName = "Numbers keep their text")]
    public void Bodies_are_shown_as(string body, string shown) => Assert.That(s_mask.Apply(JsonNode.Parse(body))!.ToJsonString(), Is.EqualTo(shown));

    [Test]
    public void Filling_in_the_placeholders_again_gives_the_text_that_was_sent() => Gen.Select(
            Gen.String[Gen.Char["abcKE-"], 0, 12],
            Gen.String[Gen.Char["abcKE-"], 0, 4].Array[3])
        .Sample((text, values) =>
        {
            var secrets = new Dictionary<string, string> { ["KEY"] = values[0], ["E"] = values[1], ["B"] = values[2] };
            var sent = new JsonObject { ["note"] = text };
            var shown = new ChangeMask(new SecretValues(secrets, [])).Apply(sent)!.AsObject();
            return JsonNode.DeepEquals(Placeholders.Substitute(shown, secrets).Bag, sent);
        });
}
