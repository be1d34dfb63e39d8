using System.Net;
using System.Net.Sockets;
using Alitellm.LiteLLM.Tests.Support;

namespace Alitellm.LiteLLM.Tests.Http;

public sealed class ReadRetryTests
{
    private static readonly HttpRequestException _reset = new("x", new IOException("x", new SocketException((int)SocketError.ConnectionReset)));

    [Test]
    public async Task A_read_is_repeated_once_when_the_connection_broke()
    {
        using var client = new TestClient();
        client.Server.Fail(_reset);

        await client.Api.GetAgentAsync("x", default);

        Assert.That(client.Server.Requests.Select(request => request.ToString()), Is.EqualTo(new[] { "GET /v1/agents/x", "GET /v1/agents/x" }));
    }

    [Test]
    public async Task It_is_not_repeated_twice()
    {
        using var client = new TestClient();
        client.Server.Fail(_reset, 5);

        await client.Api.GetAgentAsync("x", default).FailureAsync();

        Assert.That(client.Server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_write_is_never_repeated()
    {
        using var client = new TestClient();
        client.Server.Fail(_reset, 5);

        Assert.That((await client.Api.CreateModelAsync([], default).FailureAsync()).Unclear);
        await client.Api.DeleteAgentAsync("x", default).FailureAsync();
        await client.Api.ProbeAsync(default).FailureAsync();

        Assert.That(client.Server.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task An_answer_however_bad_is_not_asked_for_again([Values(500, 503, 429)] int status)
    {
        using var client = new TestClient();
        client.Server.Answer("", (HttpStatusCode)status);

        await client.Api.GetAgentAsync("x", default).FailureAsync();

        Assert.That(client.Server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_repeated_read_waits_for_its_turn_like_any_other()
    {
        using var client = new TestClient(new EndpointLimits(1, 1, 8));
        client.Server.Fail(_reset);

        var call = client.Api.GetAgentAsync("x", default);
        Assert.That(client.Server.Requests, Has.Count.EqualTo(1));
        client.Time.Advance(TimeSpan.FromSeconds(1));

        await call;
    }
}
