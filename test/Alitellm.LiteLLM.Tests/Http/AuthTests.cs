using System.Net;
using Alitellm.LiteLLM.Tests.Support;

namespace Alitellm.LiteLLM.Tests.Http;

public sealed class AuthTests
{
    [Test]
    public async Task The_key_is_asked_for_on_every_request()
    {
        using var client = new TestClient();

        await client.Api.ProbeAsync(default);
        client.Keys.Key = "sk-rotated";
        await client.Api.ProbeAsync(default);

        Assert.That(
            client.Server.Requests.Select(request => request.Headers["Authorization"]),
            Is.EqualTo(new[] { $"Bearer {TestClient.MasterKey}", "Bearer sk-rotated" }));
    }

    [Test]
    public async Task A_request_that_waited_carries_the_key_of_the_moment_it_is_sent()
    {
        using var client = new TestClient(new EndpointLimits(1, 1, 8));
        await client.Api.CreateModelAsync([], default);
        var waiting = client.Api.CreateModelAsync([], default);

        client.Keys.Key = "sk-rotated";
        client.Time.Advance(TimeSpan.FromSeconds(1));
        await waiting;

        Assert.That(client.Server.Requests[1].Headers["Authorization"], Is.EqualTo("Bearer sk-rotated"));
    }

    [Test]
    public async Task Readiness_is_asked_without_the_key()
    {
        using var client = new TestClient();

        await client.Api.GetReadinessAsync(default);

        Assert.That(client.Server.Requests.Single().Headers, Does.Not.ContainKey("Authorization"));
    }

    [Test]
    public async Task The_key_can_travel_in_LiteLLMs_own_header()
    {
        using var client = new TestClient(configure: options => options with { AuthHeader = LiteLLMAuthHeader.XLiteLLMApiKey });

        await client.Api.ProbeAsync(default);

        var headers = client.Server.Requests.Single().Headers;
        Assert.That(headers["x-litellm-api-key"], Is.EqualTo($"Bearer {TestClient.MasterKey}"));
        Assert.That(headers, Does.Not.ContainKey("Authorization"));
    }

    [TestCase("")]
    [TestCase("sk-canary\n")]
    [TestCase("sk canary")]
    [TestCase("sk-canäry")]
    public async Task A_key_that_fits_no_header_is_refused_without_being_quoted(string key)
    {
        using var client = new TestClient();
        client.Keys.Key = key;

        var error = await client.Api.ProbeAsync(default).FailureAsync();

        Assert.That((error.Class, error.Code), Is.EqualTo((LiteLLMErrorClass.Unauthorized, "malformed_key")));
        Assert.That(error.ToString(), Does.Not.Match("can.ry"));
        Assert.That(client.Server.Requests, Is.Empty);
    }

    [Test]
    public async Task Every_request_names_the_operator_and_its_version()
    {
        using var client = new TestClient();

        await client.Api.ProbeAsync(default);

        Assert.That(client.Server.Requests.Single().Headers["User-Agent"], Does.Match("^alitellm-operator/[0-9]+\\.[0-9]+\\.[0-9]+[^+ ]*$"));
    }

    [Test]
    public async Task What_LiteLLM_says_of_a_bad_key_is_not_kept()
    {
        using var client = new TestClient();
        client.Server.Answer(
            """{"error":{"message":"LiteLLM Virtual Key expected. Received=hunter2","type":"auth_error","param":"None","code":"401"}}""",
            HttpStatusCode.Unauthorized);

        var error = await client.Api.ProbeAsync(default).FailureAsync();

        Assert.That((error.Class, error.Detail, error.Type), Is.EqualTo((LiteLLMErrorClass.Unauthorized, (string?)null, "auth_error")));
    }
}
