using System.Text.Json.Nodes;
using Alitellm.Api.Agents;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Kinds.Agent;
using Alitellm.Operator.Remote;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Kinds.Agent;

public sealed class AgentRendererTests
{
    [Test]
    public void The_endpoint_is_the_url_of_the_card_and_name_and_card_are_the_operators()
    {
        var result = Render("""{"name":"H","url":"http://card"}""", """{"agent_name":"evil","agent_card_params":{"x":1},"tpm_limit":10,"custom":{"k":[1]}}""");

        Assert.That(result.Desired!.Body.ToJsonString(), Is.EqualTo("""{"tpm_limit":10,"custom":{"k":[1]},"agent_name":"hello","agent_card_params":{"name":"H","url":"http://agent"},"litellm_params":{}}"""));
        Assert.That(result.Notices.Select(notice => notice.Reason), Is.EqualTo(["ProjectionOverride", "ProjectionOverride", "UnknownParamKey", "ProjectionOverride"]));
    }

    [TestCase("""{"access_groups":["a"]}""", """["a"]""")]
    [TestCase("""{"access_groups":["a"],"agent_access_groups":["b"]}""", """["b"]""")]
    [TestCase("""{"access_groups":["a"],"agent_access_groups":[]}""", """["a"]""")]
    [TestCase("""{"access_groups":"text"}""", null)]
    public void Groups_come_from_the_field_or_else_from_its_alias(string parameters, string? expected)
    {
        var body = Render("{}", parameters).Desired!.Body;

        Assert.That(body["agent_access_groups"]?.ToJsonString(), Is.EqualTo(expected));
        Assert.That(body.ContainsKey("access_groups"), Is.False);
    }

    [Test]
    public void A_card_that_is_null_is_an_empty_one()
    {
        var resource = new LiteLLMA2AAgent { Metadata = new() { Name = "hello" }, Spec = new() { Endpoint = "http://agent", AgentCard = null! } };

        Assert.That(AgentRenderer.Render(resource, Context()).Desired!.Card.ToJsonString(), Is.EqualTo("""{"url":"http://agent"}"""));
    }

    [Test]
    public void Missing_placeholders_are_told_for_the_params_first()
    {
        Assert.That(Render("""{"description":"{{CARD}}"}""", """{"static_headers":{"h":"{{PARAM}}"}}""").FailureMessage, Does.StartWith("spec.params").And.Contain("PARAM"));
        Assert.That(Render("""{"description":"{{CARD}}"}""").FailureMessage, Does.StartWith("spec.agentCard").And.Contain("CARD"));
    }

    [Test]
    public void Both_bags_are_filled_and_the_hash_leaves_the_values_out()
    {
        var one = Render("""{"description":"{{A}}"}""", """{"litellm_params":{"api_key":"{{A}}"}}""", "one").Desired!;
        var two = Render("""{"description":"{{A}}"}""", """{"litellm_params":{"api_key":"{{A}}"}}""", "two").Desired!;

        Assert.That(((string?)one.Card["description"], (string?)one.Params["api_key"]), Is.EqualTo(("one", "one")));
        Assert.That(one.Hash, Is.EqualTo(two.Hash));
        Assert.That(one.ToString(), Does.Not.Contain("one"));
    }

    [Test]
    public void The_spec_itself_is_not_changed()
    {
        var resource = Resource("""{"url":"http://card"}""", """{"litellm_params":{"alitellm_operator":1}}""");
        AgentRenderer.Render(resource, Context());

        Assert.That((resource.Spec.AgentCard.ToJsonString(), resource.Spec.Params!.ToJsonString()), Is.EqualTo(("""{"url":"http://card"}""", """{"litellm_params":{"alitellm_operator":1}}""")));
    }

    private static RenderResult<AgentDesired> Render(string card, string parameters = "{}", string secret = "v")
    {
        return AgentRenderer.Render(Resource(card, parameters), Context(secret));
    }

    private static LiteLLMA2AAgent Resource(string card, string parameters)
    {
        return new()
        {
            Metadata = new() { Name = "hello" },
            Spec = new() { Endpoint = "http://agent", AgentCard = JsonNode.Parse(card)!.AsObject(), Params = JsonNode.Parse(parameters)!.AsObject() },
        };
    }

    private static RenderContext Context(string secret = "v")
    {
        return new(ConnectionSnapshot.Unknown(default), new Dictionary<string, string> { ["A"] = secret });
    }
}
