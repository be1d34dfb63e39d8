using Alitellm.Api.Common;
using Alitellm.Api.Connections;
using Alitellm.LiteLLM;
using Alitellm.Operator.Connections;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Connections;

public sealed class ConnectionStatusComposerTests
{
    private static readonly DateTime s_now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [TestCase("healthy", null, "True/Healthy")]
    [TestCase("unhealthy", "langfuse is down", "False/Unhealthy")]
    [TestCase("unhealthy", null, "False/Unhealthy")]
    [TestCase(null, null, "Unknown/NoCallbacksReported")]
    [TestCase("", null, "Unknown/NoCallbacksReported")]
    [TestCase("green", null, "Unknown/Unknown")]
    public void What_the_proxy_says_of_its_callbacks_is_told(string? status, string? details, string expected)
    {
        var connection = Probed(ConditionReasons.Synced, new KeyHealth(status, details));

        Assert.That(Condition(connection, "LoggingHealthy"), Is.EqualTo(expected));
    }

    [Test]
    public void A_failed_probe_says_nothing_of_the_callbacks()
    {
        var connection = Probed(ConditionReasons.Unreachable, null);

        Assert.That(Condition(connection, "Ready"), Is.EqualTo("False/Unreachable"));
        Assert.That(Condition(connection, "LoggingHealthy"), Is.EqualTo("Unknown/ProbeError"));
    }

    [Test]
    public void Details_of_callbacks_are_redacted()
    {
        var connection = Probed(ConditionReasons.Synced, new KeyHealth("unhealthy", "key sk-abcdefghijklmnop failed"));

        Assert.That(connection.Status!.Conditions!.Single(condition => condition.Type == "LoggingHealthy").Message, Does.Not.Contain("abcdefgh"));
    }

    [Test]
    public void Connecting_names_the_generation_it_belongs_to()
    {
        var connection = New();
        ConnectionStatusComposer.Connecting(connection, s_now);

        Assert.That(Condition(connection, "Ready"), Is.EqualTo("False/Connecting"));
        Assert.That(connection.Status!.ObservedGeneration, Is.EqualTo(3));
    }

    [Test]
    public void A_handled_request_is_acknowledged_and_kept()
    {
        var connection = New();
        ConnectionStatusComposer.Probed(connection, new(new(default, ConditionReasons.Unreachable), "m"), "token", s_now);
        ConnectionStatusComposer.Probed(connection, new(new(default, ConditionReasons.Unreachable), "m"), null, s_now);

        Assert.That(connection.Status!.LastHandledReconcileAt, Is.EqualTo("token"));
    }

    private static LiteLLMConnection Probed(string reason, KeyHealth? health)
    {
        var connection = New();
        ConnectionStatusComposer.Probed(connection, new(new(default, reason), "message", health), null, s_now);
        return connection;
    }

    private static LiteLLMConnection New()
    {
        return new() { Metadata = new() { Name = "default", NamespaceProperty = "ns", Generation = 3 }, Spec = new() { Endpoint = "http://x", MasterKeySecretRef = new() { Name = "s", Key = "k" } } };
    }

    private static string Condition(LiteLLMConnection connection, string type)
    {
        var condition = connection.Status!.Conditions!.Single(entry => entry.Type == type);
        return $"{condition.Status}/{condition.Reason}";
    }
}
