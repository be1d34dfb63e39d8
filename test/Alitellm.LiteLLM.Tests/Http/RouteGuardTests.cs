using Alitellm.LiteLLM.Tests.Support;

namespace Alitellm.LiteLLM.Tests.Http;

public sealed class RouteGuardTests
{
    [TestCase("")]
    [TestCase(" ")]
    [TestCase(".")]
    [TestCase("..")]
    [TestCase(null)]
    public async Task An_id_that_would_address_another_route_is_refused_before_anything_is_sent(string? id)
    {
        using var client = new TestClient();

        await client.Api.DeleteMcpServerAsync(id!, default).FailureAsync<ArgumentException>();
        await client.Api.UpdateModelAsync(id!, [], default).FailureAsync<ArgumentException>();
        await client.Api.GetAgentAsync(id!, default).FailureAsync<ArgumentException>();
        Assert.That(client.Server.Requests, Is.Empty);
    }

    [TestCase("")]
    [TestCase(null)]
    public async Task An_id_in_the_query_must_not_be_empty_either(string? id)
    {
        using var client = new TestClient();

        await client.Api.FindModelAsync(id!, default).FailureAsync<ArgumentException>();
        await client.Api.GetTeamAsync(id!, default).FailureAsync<ArgumentException>();
        Assert.That(client.Server.Requests, Is.Empty);
    }

    [Test]
    public void An_id_in_a_body_must_not_be_empty_either()
    {
        Assert.That(() => new DeleteModelRequest(""), Throws.ArgumentException);
        Assert.That(() => new DeleteTeamsRequest(), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => new DeleteTeamsRequest("t", ""), Throws.ArgumentException);
    }

    [TestCase("%2e%2e", "%252e%252e")]
    [TestCase("a/../b", "a%2F..%2Fb")]
    [TestCase("a?b#c", "a%3Fb%23c")]
    [TestCase("ä", "%C3%A4")]
    public async Task Any_other_id_stays_one_segment_of_the_path(string id, string segment)
    {
        using var client = new TestClient();

        await client.Api.DeleteAgentAsync(id, default);

        Assert.That(client.Server.Requests.Single().PathAndQuery, Is.EqualTo($"/v1/agents/{segment}"));
    }
}
