using System.Text.Json.Nodes;
using Alitellm.LiteLLM.Tests.Support;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Alitellm.LiteLLM.Tests.Sockets;

/// <summary>What only real sockets show: framing, redirects, refused connections.</summary>
public sealed class OverASocketTests
{
    private WireMockServer _server = null!;
    private EndpointGovernor _governor = null!;
    private LogLines _log = null!;
    private LiteLLMClient _client = null!;

    [SetUp]
    public void Connect()
    {
        _server = WireMockServer.Start();
        _governor = new EndpointGovernor(EndpointLimits.Unlimited, TimeProvider.System);
        _log = new LogLines();
        _client = new LiteLLMClientFactory(TimeProvider.System, _log)
            .Create(new LiteLLMClientOptions { Endpoint = new Uri(_server.Url!) }, new TestKeys(TestClient.MasterKey), _governor);
    }

    [TearDown]
    public void Disconnect()
    {
        _client.Dispose();
        _governor.Dispose();
        _log.Dispose();
        _server.Dispose();
    }

    [Test]
    public async Task A_write_arrives_with_its_length_and_an_escaped_id_stays_one_segment()
    {
        _server.Given(Request.Create().UsingPatch()).RespondWith(Response.Create().WithBody("""{"ok":1.50}"""));

        var answer = await _client.Api.UpdateModelAsync("a/b", new JsonObject { ["litellm_params"] = new JsonObject { ["rpm"] = 1 } }, default);

        var received = _server.LogEntries.Single().RequestMessage!;
        Assert.That(answer.ToJsonString(), Is.EqualTo("""{"ok":1.50}"""));
        Assert.That(received.AbsoluteUrl, Is.EqualTo($"{_server.Url}/model/a%2Fb/update"));
        Assert.That(received.Body, Is.EqualTo("""{"litellm_params":{"rpm":1}}"""));
        Assert.That(received.Headers!["Content-Length"].Single(), Is.EqualTo("28"));
        Assert.That(received.Headers["Authorization"].Single(), Is.EqualTo($"Bearer {TestClient.MasterKey}"));
    }

    [Test]
    public async Task A_redirect_is_not_followed_with_the_key()
    {
        _server.Given(Request.Create().WithPath("/key/health")).RespondWith(
            Response.Create().WithStatusCode(307).WithHeader("Location", $"{_server.Url}/elsewhere"));

        var error = await _client.Api.ProbeAsync(default).FailureAsync();

        Assert.That(error.Status, Is.EqualTo(307));
        Assert.That(_server.LogEntries, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_connection_that_is_refused_was_never_used()
    {
        _server.Stop();

        var error = await _client.Api.CreateModelAsync([], default).FailureAsync();

        Assert.That((error.Class, error.Unclear), Is.EqualTo((LiteLLMErrorClass.Transient, false)));
        Assert.That(error.Message, Is.EqualTo("model_new: POST /model/new failed: ConnectionError"));
    }

    [Test]
    public async Task A_delete_with_an_empty_202_succeeds()
    {
        _server.Given(Request.Create().UsingDelete()).RespondWith(Response.Create().WithStatusCode(202));

        await _client.Api.DeleteMcpServerAsync("s", default);

        Assert.That(_server.LogEntries, Has.Count.EqualTo(1));
    }
}
