using System.Text.Json.Nodes;
using Alitellm.Operator.Kinds.Agent;
using Alitellm.Operator.Remote.Compare;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Kinds.Agent;

public sealed class AgentComparerTests
{
    private const string Fronted = """
        "agent_card_params":{"name":"H","url":"u","version":"1.0.0","protocolVersion":"1.0","capabilities":{},"skills":[{"id":"chat"}],
          "supportedInterfaces":[{"url":"http://proxy/a2a/a"}],"securitySchemes":{"LiteLLMKey":{}},"security":[{"LiteLLMKey":[]}]}
        """;

    [TestCase("""{"agent_card_params":{"name":"H","bogus":1}}""", """{"agent_card_params":{"name":"H"}}""", TestName = "A_card_field_that_LiteLLM_drops_is_no_difference")]
    [TestCase("""{"litellm_params":{"m":1}}""", """{"litellm_params":{"m":1,"is_public":false,"created_by":"x","updated_by":"y","alitellm_operator":{}}}""", TestName = "What_LiteLLM_and_the_operator_add_to_the_params_is_no_difference")]
    [TestCase("""{"litellm_params":{"api_key":"sk","n":{"token":"t","p":1},"l":[{"secret":"s"}]}}""", """{"litellm_params":{"api_key":"REDACTED_BY_LITELM","n":{"token":"REDACTED_BY_LITELM","p":1},"l":[{"secret":"REDACTED_BY_LITELM"}]}}""", TestName = "Redacted_secrets_are_not_compared")]
    [TestCase("""{"litellm_params":{}}""", """{"litellm_params":{"api_key":"REDACTED_BY_LITELM"}}""", TestName = "A_redacted_secret_that_is_kept_is_no_difference")]
    [TestCase("""{"tpm_limit":10}""", "{}", TestName = "A_field_that_LiteLLM_does_not_show_is_not_compared")]
    [TestCase("""{"tpm_limit":"10"}""", """{"tpm_limit":10}""", TestName = "A_limit_may_be_text")]
    [TestCase("{}", """{"static_headers":{},"extra_headers":[],"tpm_limit":null,"spend":3,"keys":[1]}""", TestName = "Empty_fields_and_figures_are_no_difference")]
    [TestCase("""{"object_permission":{"mcp_servers":["a"]}}""", """{"object_permission":{"object_permission_id":"x","mcp_servers":["a"],"agents":[]}}""", TestName = "A_permission_row_is_compared_as_far_as_it_is_declared")]
    [TestCase("""{"agent_card_params":{"name":"H","url":"u","protocolVersion":"0.3.0","capabilities":{"streaming":true},"additionalInterfaces":[1],"securitySchemes":{"x":{}}}}""", "{" + Fronted + "}", TestName = "Parts_that_LiteLLM_generates_in_front_of_an_agent_are_not_compared")]
    public void Equal(string desired, string observed)
    {
        Assert.That(Compare(desired, observed), Is.Empty);
    }

    [TestCase("""{"agent_card_params":{"name":"H"}}""", """{"agent_card_params":{"name":"X"}}""", "agent_card_params.name")]
    [TestCase("""{"agent_card_params":{"name":"H","version":"1"}}""", """{"agent_card_params":{"name":"H"}}""", "agent_card_params.version")]
    [TestCase("""{"agent_card_params":{"name":"H"}}""", """{"agent_card_params":{"name":"H","iconUrl":"x"}}""", "agent_card_params.iconUrl")]
    [TestCase("""{"agent_card_params":{"name":"H","url":"v"}}""", "{" + Fronted + "}", "agent_card_params.url")]
    [TestCase("""{"litellm_params":{"api_key":"sk-1"}}""", """{"litellm_params":{"api_key":"sk-2"}}""", "litellm_params.api_key")]
    [TestCase("""{"litellm_params":{"api_key":"sk-1"}}""", """{"litellm_params":{}}""", "litellm_params.api_key")]
    [TestCase("{}", """{"litellm_params":{"extra":1}}""", "litellm_params.extra")]
    [TestCase("{}", """{"rpm_limit":3}""", "rpm_limit")]
    [TestCase("""{"object_permission":{"mcp_servers":["a"]}}""", """{"object_permission":{"mcp_servers":[]}}""", "object_permission.mcp_servers")]
    public void Differing(string desired, string observed, string path)
    {
        Assert.That(Compare(desired, observed), Is.EqualTo([path]));
    }

    [Test]
    public void L02_Nothing_ever_needs_delete_and_create()
    {
        var comparison = AgentComparer.Compare(Desired("{}"), Observed("""{"agent_name":"other","litellm_params":{"x":1}}"""), IgnorePaths.None);

        Assert.That((comparison.IsEqual, comparison.NeedsReplace), Is.EqualTo((false, false)));
    }

    [Test]
    public void An_ignored_field_is_not_compared()
    {
        Assert.That(Compare("""{"agent_card_params":{"name":"H"}}""", """{"agent_card_params":{"name":"X"}}""", "agent_card_params.name"), Is.Empty);
    }

    private static IEnumerable<string> Compare(string desired, string observed, params string[] ignore)
    {
        return AgentComparer.Compare(Desired(desired), Observed(observed), IgnorePaths.Parse(ignore)).Differences.Select(difference => difference.Path);
    }

    private static AgentDesired Desired(string text)
    {
        var body = JsonNode.Parse(text)!.AsObject();
        body["agent_name"] = "hello";
        body.TryAdd("agent_card_params", new JsonObject());
        body.TryAdd("litellm_params", new JsonObject());
        return new("hello", body, "v2:h");
    }

    private static ObservedAgent Observed(string text)
    {
        var row = JsonNode.Parse(text)!.AsObject();
        row["agent_id"] = "a";
        row.TryAdd("agent_name", "hello");
        return ObservedAgent.From(row)!;
    }
}
