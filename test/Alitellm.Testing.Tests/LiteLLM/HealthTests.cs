using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

/// <summary>Contract §2, and the key's own health.</summary>
internal sealed class HealthTests
{
    [TestCase("/health/liveliness")]
    [TestCase("/health/liveness")]
    public async Task Liveness_is_a_JSON_string(string path)
    {
        using var proxy = new Proxy();

        Assert.That((await proxy.Get(path)).Text, Is.EqualTo("\"I'm alive!\""));
    }

    [TestCase("1.81.13", "connected")]
    [TestCase("1.93.0", "healthy")]
    public async Task Readiness_tells_the_version(string version, string status)
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { Version = version });
        var body = (await proxy.Get("/health/readiness")).Json;

        Assert.That(body["litellm_version"]!.GetValue<string>(), Is.EqualTo(version));
        Assert.That(body["status"]!.GetValue<string>(), Is.EqualTo(status));
        Assert.That(body["db"]!.GetValue<string>(), Is.EqualTo("connected"));
    }

    [Test]
    public async Task An_upgrade_is_visible_in_readiness()
    {
        using var proxy = new Proxy();
        proxy.World.SetVersion("1.93.1");

        Assert.That((await proxy.Get("/health/readiness")).Json["litellm_version"]!.GetValue<string>(), Is.EqualTo("1.93.1"));
    }

    [Test]
    public async Task Readiness_is_503_while_the_database_check_fails()
    {
        using var proxy = new Proxy();
        proxy.World.DatabaseIsHealthy = false;
        var answer = await proxy.Get("/health/readiness");

        Assert.That(answer.Status, Is.EqualTo(503));
        Assert.That(answer.Text, Does.Contain("Service Unhealthy"));
    }

    [TestCase(LiteLLMKeyHealth.Healthy, "healthy")]
    [TestCase(LiteLLMKeyHealth.Unhealthy, "unhealthy")]
    public async Task Key_health_reports_the_logging_callbacks(LiteLLMKeyHealth state, string status)
    {
        using var proxy = new Proxy();
        proxy.World.KeyHealth = state;
        var body = (await proxy.Post("/key/health")).Json;

        Assert.That(body["key"]!.GetValue<string>(), Is.EqualTo("healthy"));
        Assert.That(body["logging_callbacks"]!["status"]!.GetValue<string>(), Is.EqualTo(status));
        Assert.That(body["logging_callbacks"]!["details"]!.GetValue<string>(), Is.Not.Empty);
    }

    [Test]
    public async Task Without_callbacks_key_health_says_null_and_is_no_write()
    {
        using var proxy = new Proxy();
        proxy.World.KeyHealth = LiteLLMKeyHealth.NoCallbacks;
        var body = (await proxy.Post("/key/health")).Json.AsObject();

        Assert.That(body.ContainsKey("logging_callbacks"), Is.True);
        Assert.That(body["logging_callbacks"], Is.Null);
        Assert.That((proxy.World.Journal.Reads, proxy.World.Journal.Writes), Is.EqualTo((1, 0)));
    }
}
