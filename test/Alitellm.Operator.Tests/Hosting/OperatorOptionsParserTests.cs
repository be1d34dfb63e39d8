using Alitellm.Operator.Hosting;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Hosting;

internal sealed class OperatorOptionsParserTests
{
    private static readonly ProcessFacts s_facts = new("My_Host.local", null, "abc123");

    [Test]
    public void Without_any_setting_the_defaults_of_the_reference_hold()
    {
        OperatorOptions options = Valid();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(options.MetricsBindAddress.ToString(), Is.EqualTo(":8080"));
            Assert.That(options.HealthProbeBindAddress.ToString(), Is.EqualTo(":8081"));
            Assert.That(options.LeaderElection, Is.False);
            Assert.That(options.WatchNamespaces, Is.EqualTo(["default"]));
            Assert.That(options.PodNamespace, Is.EqualTo("default"));
            Assert.That(options.InstanceId, Is.EqualTo("default/alitellm-operator"));
            Assert.That(options.AdoptInstanceIds, Is.Empty);
            Assert.That(options.SafetyRelistInterval, Is.EqualTo(TimeSpan.FromMinutes(10)));
            Assert.That(options.RecreateLimitPerMinute, Is.EqualTo(10));
            Assert.That(options.DefaultAccessGroup, Is.EqualTo("default"));
            Assert.That(options.RequireHttpsRemote || options.DangerouslyLogBodies || options.DangerouslyIncludeRejectedBody || options.EnsureDefaultTeam, Is.False);
            Assert.That(options.Catalog, Is.Null);
            Assert.That(options.PollInterval, Is.EqualTo(TimeSpan.FromSeconds(30)));
            Assert.That(options.SettleWindow, Is.EqualTo(TimeSpan.FromSeconds(35)));
            Assert.That(options.OrphanGrace, Is.EqualTo(TimeSpan.FromSeconds(30)));
            Assert.That(options.LeaseDuration, Is.EqualTo(TimeSpan.FromSeconds(15)));
            Assert.That(options.LeaseRenew, Is.EqualTo(TimeSpan.FromSeconds(5)));
            Assert.That(options.LeaseRetry, Is.EqualTo(TimeSpan.FromSeconds(2)));
            Assert.That(options.DiscoveryAllowHosts, Is.Empty);
            Assert.That(options.LogLevel, Is.EqualTo(LogLevel.Information));
            Assert.That(options.LogFormat, Is.EqualTo(LogFormat.Json));
            Assert.That(options.WorkersPerKind, Is.EqualTo(4));
            Assert.That(options.Kubeconfig, Is.Null);
        }
    }

    [Test]
    public void Every_variable_is_read()
    {
        OperatorOptions options = Valid(
            ("METRICS_BIND_ADDRESS", "127.0.0.1:0"),
            ("HEALTH_PROBE_BIND_ADDRESS", "0"),
            ("ENABLE_LEADER_ELECTION", "t"),
            ("WATCH_NAMESPACE", "a, b,a"),
            ("POD_NAMESPACE", "ops"),
            ("POD_NAME", "alitellm-operator-7d9f-x2x"),
            ("INSTANCE_ID", "cluster-1/ops"),
            ("ADOPT_INSTANCE_IDS", "old/one,old/two"),
            ("LITELLM_OPERATOR_SAFETY_RELIST_INTERVAL", "5s"),
            ("LITELLM_OPERATOR_RECREATE_LIMIT_PER_MIN", "3"),
            ("DEFAULT_ACCESS_GROUP", "everyone"),
            ("LITELLM_OPERATOR_REQUIRE_HTTPS_REMOTE", "True"),
            ("LITELLM_OPERATOR_DANGEROUSLY_LOG_BODIES", "true"),
            ("LITELLM_OPERATOR_DANGEROUSLY_INCLUDE_REJECTED_BODY", "TRUE"),
            ("LITELLM_POLL_INTERVAL", "1m30s"),
            ("LITELLM_SETTLE_WINDOW", "0"),
            ("ORPHAN_GRACE", "1.5s"),
            ("ENSURE_DEFAULT_TEAM", "1"),
            ("LEASE_DURATION", "4s"),
            ("LEASE_RENEW", "1s"),
            ("LEASE_RETRY", "500ms"),
            ("DISCOVERY_ALLOW_HOSTS", "10.0.0.1, kubeai.ai.svc"),
            ("LOG_LEVEL", "debug"),
            ("LOG_FORMAT", "console"),
            ("KUBECONFIG", "/tmp/kubeconfig"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(options.MetricsBindAddress.ToString(), Is.EqualTo("127.0.0.1:0"));
            Assert.That(options.HealthProbeBindAddress.IsOff);
            Assert.That(options.LeaderElection);
            Assert.That(options.WatchNamespaces, Is.EqualTo(["a", "b"]));
            Assert.That(options.PodNamespace, Is.EqualTo("ops"));
            Assert.That(options.Identity, Is.EqualTo("alitellm-operator-7d9f-x2x"));
            Assert.That(options.InstanceId, Is.EqualTo("cluster-1/ops"));
            Assert.That(options.AdoptInstanceIds, Is.EqualTo(["old/one", "old/two"]));
            Assert.That(options.SafetyRelistInterval, Is.EqualTo(TimeSpan.FromSeconds(5)));
            Assert.That(options.RecreateLimitPerMinute, Is.EqualTo(3));
            Assert.That(options.DefaultAccessGroup, Is.EqualTo("everyone"));
            Assert.That(options.RequireHttpsRemote && options.DangerouslyLogBodies && options.DangerouslyIncludeRejectedBody && options.EnsureDefaultTeam);
            Assert.That(options.PollInterval, Is.EqualTo(TimeSpan.FromSeconds(90)));
            Assert.That(options.SettleWindow, Is.EqualTo(TimeSpan.Zero));
            Assert.That(options.OrphanGrace, Is.EqualTo(TimeSpan.FromSeconds(1.5)));
            Assert.That(options.LeaseDuration, Is.EqualTo(TimeSpan.FromSeconds(4)));
            Assert.That(options.LeaseRenew, Is.EqualTo(TimeSpan.FromSeconds(1)));
            Assert.That(options.LeaseRetry, Is.EqualTo(TimeSpan.FromMilliseconds(500)));
            Assert.That(options.DiscoveryAllowHosts, Is.EqualTo(["10.0.0.1", "kubeai.ai.svc"]));
            Assert.That(options.LogLevel, Is.EqualTo(LogLevel.Debug));
            Assert.That(options.LogFormat, Is.EqualTo(LogFormat.Console));
            Assert.That(options.Kubeconfig, Is.EqualTo("/tmp/kubeconfig"));
        }
    }

    [TestCase("METRICS_BIND_ADDRESS", "8080", "METRICS_BIND_ADDRESS is \"8080\"")]
    [TestCase("HEALTH_PROBE_BIND_ADDRESS", ":99999", "HEALTH_PROBE_BIND_ADDRESS is \":99999\"")]
    [TestCase("HEALTH_PROBE_BIND_ADDRESS", ":8080", "cannot share one port")]
    [TestCase("ENABLE_LEADER_ELECTION", "yes", "accepted are 1, t, T, TRUE, true, True, 0, f, F, FALSE, false or False")]
    [TestCase("ENABLE_LEADER_ELECTION", "tRUE", "is not a boolean")]
    [TestCase("WATCH_NAMESPACE", "Upper", "names \"Upper\", which is not a namespace name")]
    [TestCase("WATCH_NAMESPACE", "a,,b", "names \"\", which is not a namespace name")]
    [TestCase("WATCH_NAMESPACE", "a,*", "names \"*\"")]
    [TestCase("POD_NAMESPACE", "a.b", "is not a namespace name")]
    [TestCase("POD_NAME", "Pod", "is not a pod name")]
    [TestCase("INSTANCE_ID", "a|b", "INSTANCE_ID is \"a|b\"")]
    [TestCase("ADOPT_INSTANCE_IDS", "a b", "ADOPT_INSTANCE_IDS names \"a b\"")]
    [TestCase("LITELLM_OPERATOR_SAFETY_RELIST_INTERVAL", "4.999s", "must be at least 5s")]
    [TestCase("LITELLM_OPERATOR_SAFETY_RELIST_INTERVAL", "10", "is not a duration")]
    [TestCase("LITELLM_OPERATOR_RECREATE_LIMIT_PER_MIN", "0", "cannot be turned off")]
    [TestCase("LITELLM_OPERATOR_RECREATE_LIMIT_PER_MIN", "-1", "a whole number above 0")]
    [TestCase("LITELLM_OPERATOR_RECREATE_LIMIT_PER_MIN", "many", "a whole number above 0")]
    [TestCase("LITELLM_OPERATOR_REQUIRE_HTTPS_REMOTE", "1", "is not true or false")]
    [TestCase("LITELLM_OPERATOR_DANGEROUSLY_LOG_BODIES", "True", "exactly true or false")]
    [TestCase("LITELLM_OPERATOR_DANGEROUSLY_INCLUDE_REJECTED_BODY", "on", "is not true or false")]
    [TestCase("LITELLM_OPERATOR_AUTH_HEADER", "x", "LITELLM_OPERATOR_AUTH_HEADER is not a setting")]
    [TestCase("OPENCODE_CATALOG_FILTER", "{}", "OPENCODE_CATALOG_FILTER is not a setting")]
    [TestCase("LITELLM_POLL_INTERVAL", "1s", "must be at least 5s")]
    [TestCase("LITELLM_SETTLE_WINDOW", "-1s", "must not be negative")]
    [TestCase("ORPHAN_GRACE", "soon", "is not a duration")]
    [TestCase("ENSURE_DEFAULT_TEAM", "yes", "is not a boolean")]
    [TestCase("LEASE_DURATION", "15500ms", "whole seconds")]
    [TestCase("LEASE_DURATION", "5s", "LEASE_RETRY < LEASE_RENEW < LEASE_DURATION, but they are 2s, 5s and 5s")]
    [TestCase("LEASE_RETRY", "0", "LEASE_RETRY must be at least 0.001s")]
    [TestCase("DISCOVERY_ALLOW_HOSTS", "http://a", "names \"http://a\", which is not a host name")]
    [TestCase("LOG_LEVEL", "loud", "is not a log level")]
    [TestCase("LOG_FORMAT", "xml", "is not json or console")]
    [TestCase("KUBECONFIG", "/a:/b", "names several files")]
    public void A_wrong_value_is_refused_with_a_sentence(string variable, string value, string sentence)
    {
        IReadOnlyList<string> problems = Parse(CommandLineFlags.None, (variable, value)).Problems;
        Assert.That(problems, Has.Exactly(1).Contains(sentence));
    }

    [Test]
    public void All_mistakes_are_told_together()
    {
        IReadOnlyList<string> problems = Parse(CommandLineFlags.None, ("LOG_LEVEL", "x"), ("ORPHAN_GRACE", "x"), ("WATCH_NAMESPACE", "X,Y")).Problems;
        Assert.That(problems, Has.Count.EqualTo(4));
    }

    [Test]
    public void A_flag_overrides_its_variable_even_a_wrong_one()
    {
        CommandLineFlags flags = new()
        {
            MetricsBindAddress = ":1",
            HealthProbeBindAddress = ":2",
            LeaderElect = "true",
            Kubeconfig = "/flag",
            ZapLogLevel = "2",
            ZapEncoder = "console",
        };
        OperatorOptions? options = Parse(
            flags,
            ("METRICS_BIND_ADDRESS", ":3"),
            ("HEALTH_PROBE_BIND_ADDRESS", ":4"),
            ("ENABLE_LEADER_ELECTION", "yes"),
            ("KUBECONFIG", "/variable"),
            ("LOG_LEVEL", "error"),
            ("LOG_FORMAT", "json")).Options;
        Assert.That(options, Is.Not.Null);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(options!.MetricsBindAddress.Port, Is.EqualTo(1));
            Assert.That(options.HealthProbeBindAddress.Port, Is.EqualTo(2));
            Assert.That(options.LeaderElection);
            Assert.That(options.Kubeconfig, Is.EqualTo("/flag"));
            Assert.That(options.LogLevel, Is.EqualTo(LogLevel.Trace));
            Assert.That(options.LogFormat, Is.EqualTo(LogFormat.Console));
        }
    }

    [Test]
    public void A_star_watches_all_namespaces() => Assert.That(Valid(("WATCH_NAMESPACE", " * ")).WatchNamespaces, Is.Empty);

    [Test]
    public void An_empty_variable_counts_as_unset() =>
        Assert.That(Valid(("WATCH_NAMESPACE", ""), ("LITELLM_OPERATOR_RECREATE_LIMIT_PER_MIN", " ")).WatchNamespaces, Is.EqualTo(["default"]));

    [Test]
    public void An_empty_default_access_group_turns_it_off() => Assert.That(Valid(("DEFAULT_ACCESS_GROUP", "")).DefaultAccessGroup, Is.Null);

    [TestCase("", "a2a1")]
    [TestCase(" ", "a2a1")]
    [TestCase(" custom ", "custom")]
    public void The_provider_of_agents_models_is_trimmed_and_has_a_default(string value, string expected)
        => Assert.That(Valid(("A2A_MODEL_PROVIDER", value)).A2aModelProvider, Is.EqualTo(expected));

    [Test]
    public void The_operator_namespace_is_that_of_the_service_account_when_it_is_not_set()
    {
        OperatorOptions? options = OperatorOptionsParser.Parse(
            Environment(("WATCH_NAMESPACE", "a,b")), CommandLineFlags.None, s_facts with { ServiceAccountNamespace = "ops" }).Options;
        Assert.That((options?.PodNamespace, options?.InstanceId), Is.EqualTo(("ops", "ops/alitellm-operator")));
    }

    [Test]
    public void The_operator_namespace_is_the_first_watched_one_when_nothing_else_is_known() =>
        Assert.That(Valid(("WATCH_NAMESPACE", "b,a")).PodNamespace, Is.EqualTo("b"));

    [Test]
    public void Without_a_pod_name_the_identity_is_a_usable_name_made_of_host_and_suffix() =>
        Assert.That(Valid().Identity, Is.EqualTo("my-host-local-abc123"));

    [Test]
    public void Variables_that_the_kubelet_sets_for_a_service_are_not_taken_for_settings() =>
        Assert.That(
            Parse(
                CommandLineFlags.None,
                ("LITELLM_OPERATOR_SERVICE_HOST", "10.0.0.1"),
                ("LITELLM_OPERATOR_SERVICE_PORT_HTTP", "8080"),
                ("LITELLM_OPERATOR_PORT", "tcp://10.0.0.1:8080"),
                ("LITELLM_OPERATOR_PORT_8080_TCP_ADDR", "10.0.0.1")).Problems,
            Is.Empty);

    private static OperatorOptions Valid(params (string Name, string Value)[] variables)
    {
        OperatorOptionsResult result = Parse(CommandLineFlags.None, variables);
        Assert.That(result.Problems, Is.Empty);
        return result.Options!;
    }

    private static OperatorOptionsResult Parse(CommandLineFlags flags, params (string Name, string Value)[] variables) =>
        OperatorOptionsParser.Parse(Environment(variables), flags, s_facts);

    private static Dictionary<string, string?> Environment(params (string Name, string Value)[] variables) =>
        variables.ToDictionary(static variable => variable.Name, static variable => (string?)variable.Value);
}
