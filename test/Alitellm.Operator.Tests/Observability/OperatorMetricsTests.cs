using System.Diagnostics.Metrics;
using Alitellm.Api;
using Alitellm.Operator.Observability;
using Alitellm.Operator.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Observability;

internal sealed class OperatorMetricsTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 2, 3, 4, 5, 500, TimeSpan.Zero);

    private FakeTimeProvider _time = null!;
    private TestHost _host = null!;

    private OperatorMetrics Metrics => _host.Host.Metrics;

    [SetUp]
    public async Task SetUp()
    {
        _time = new FakeTimeProvider(s_start);
        _host = await TestHost.StartAsync(new ScriptedRuntime(), TestHost.Options with { WatchNamespaces = ["default"] }, _time);
    }

    [TearDown]
    public async Task TearDown() => await _host.DisposeAsync();

    [Test]
    public async Task O37_a_kind_has_all_its_series_at_zero_before_anything_happens()
    {
        Metrics.ForKind("LiteLLMModel");
        MetricsPage page = await ScrapeAsync();
        string[] expected =
        [
            .. new[] { "error", "requeued", "success" }.Select(static result => $$"""alitellm_operator_reconcile_outcome_total{kind="LiteLLMModel",result="{{result}}"}"""),
            .. ReconcileResultLabel.All.Select(static result => $$"""alitellm_operator_reconcile_total{cr_namespace="default",kind="LiteLLMModel",result="{{result}}"}"""),
            .. new[] { "create_missing", "update_drifted", "delete_vanished", "duplicate_pruned" }.Select(static action => $$"""alitellm_operator_drift_corrected_total{action="{{action}}",domain="model"}"""),
            .. new[] { "loser", "winner" }.Select(static role => $$"""alitellm_operator_conflicts_total{kind="LiteLLMModel",role="{{role}}"}"""),
            """alitellm_operator_deletion_orphaned_total{kind="LiteLLMModel"}""",
            .. ChangeResultLabel.All.Select(static result => $$"""alitellm_operator_remote_lists_total{kind="LiteLLMModel",result="{{result}}"}"""),
            .. ChangeCauseLabel.All.SelectMany(static cause => ChangeResultLabel.All.Select(result => $$"""alitellm_operator_litellm_writes_total{cause="{{cause}}",kind="LiteLLMModel",result="{{result}}"}""")),
        ];
        Assert.That(page.Series.Where(static series => series.Key.Contains("LiteLLMModel", StringComparison.Ordinal) || series.Key.Contains("\"model\"", StringComparison.Ordinal)).Select(static series => series.Key), Is.EquivalentTo(expected));
        Assert.That(expected.Select(series => page.Series[series]), Is.All.Zero);
    }

    [Test]
    public async Task Every_kind_of_the_API_can_be_measured_and_no_other()
    {
        foreach (KindLabels kind in KindLabels.All)
        {
            Metrics.ForKind(kind.Kind);
        }

        MetricsPage page = await ScrapeAsync();
        Assert.That(page.Family("alitellm_operator_reconcile_outcome_total").Count(), Is.EqualTo(11 * 3));
        Assert.That(() => Metrics.ForKind("Model"), Throws.ArgumentException);
    }

    [Test]
    public void The_kinds_are_those_of_the_API_and_those_that_declare_entries_correct_drift() =>
        Assert.That(
            KindLabels.All.Select(static labels => (labels.Kind, labels.DriftDomain is not null, labels.DriftActions.Count > 0)),
            Is.EquivalentTo(ApiKinds.All.Select(static kind => (kind.Kind, kind.DeclaresEntry, kind.DeclaresEntry))));

    [Test]
    public async Task What_happens_is_counted_once_in_its_own_series()
    {
        KindMetrics model = Metrics.ForKind("LiteLLMModel");
        model.ReconcileEnded(ReconcileOutcome.Requeued);
        model.Reported("default", "Synced");
        model.Reported("other", "Conflict");
        model.DriftCorrected(DriftAction.UpdateDrifted);
        model.Conflicted(ConflictRole.Loser);
        model.DeletionOrphaned();
        MetricsPage page = await ScrapeAsync();
        Assert.That(
            page.Series.Where(static series => series.Key.Contains("_total{", StringComparison.Ordinal) && series.Key.StartsWith("alitellm_operator", StringComparison.Ordinal) && series.Value != 0),
            Is.EquivalentTo(new Dictionary<string, double>
            {
                ["""alitellm_operator_reconcile_outcome_total{kind="LiteLLMModel",result="requeued"}"""] = 1,
                ["""alitellm_operator_reconcile_total{cr_namespace="default",kind="LiteLLMModel",result="synced"}"""] = 1,
                ["""alitellm_operator_reconcile_total{cr_namespace="other",kind="LiteLLMModel",result="conflict"}"""] = 1,
                ["""alitellm_operator_drift_corrected_total{action="update_drifted",domain="model"}"""] = 1,
                ["""alitellm_operator_conflicts_total{kind="LiteLLMModel",role="loser"}"""] = 1,
                ["""alitellm_operator_deletion_orphaned_total{kind="LiteLLMModel"}"""] = 1,
            }));
    }

    [Test]
    public void A_correction_the_kind_does_not_know_is_refused() =>
        Assert.That(() => Metrics.ForKind("LiteLLMTeam").DriftCorrected(DriftAction.DuplicatePruned), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void A_kind_that_claims_nothing_in_LiteLLM_has_no_conflicts_or_orphans()
    {
        KindMetrics connection = Metrics.ForKind("LiteLLMConnection");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => connection.Conflicted(ConflictRole.Loser), Throws.InvalidOperationException);
            Assert.That(connection.DeletionOrphaned, Throws.InvalidOperationException);
        }
    }

    [Test]
    public async Task O41_the_status_age_is_computed_at_the_scrape_and_ends_with_the_object()
    {
        KindMetrics model = Metrics.ForKind("LiteLLMModel");
        const string series = """alitellm_operator_cr_status_age_seconds{cr_namespace="default",kind="LiteLLMModel",name="gpt"}""";
        model.Succeeded("default", "gpt");
        _time.Advance(TimeSpan.FromSeconds(90.5));
        Assert.That((await ScrapeAsync()).Series[series], Is.EqualTo(90.5));
        model.Forget("default", "gpt");
        Assert.That((await ScrapeAsync()).Series, Does.Not.ContainKey(series));
    }

    [Test]
    public async Task More_objects_than_the_cap_show_exactly_the_cap()
    {
        KindMetrics model = Metrics.ForKind("LiteLLMModel");
        for (int i = 0; i <= OperatorState.StatusAgeCapacity; i++)
        {
            model.Succeeded("default", $"m{i}");
        }

        MetricsPage page = await ScrapeAsync();
        Assert.That(page.Family("alitellm_operator_cr_status_age_seconds").Count(), Is.EqualTo(OperatorState.StatusAgeCapacity));
        Assert.That(page.Series.Keys, Has.None.Contains("overflow").And.None.Contains("\"m0\""));
    }

    [Test]
    public async Task Five_thousand_objects_make_as_many_series_as_ten_but_for_the_age_of_each()
    {
        int few = await SeriesWithAsync(10);
        int many = await SeriesWithAsync(5000);
        Assert.That(many, Is.EqualTo(few));

        async Task<int> SeriesWithAsync(int objects)
        {
            foreach (KindLabels labels in KindLabels.All)
            {
                KindMetrics kind = Metrics.ForKind(labels.Kind);
                Metrics.CountObjects(labels.Kind, () => Enumerable.Range(0, objects).Select(static n => new ObjectReadiness("default", n % 2 == 0 ? "True" : "False", n % 2 == 0 ? "Synced" : $"Reason{n}", null)));
                for (int n = 0; n < objects; n++)
                {
                    kind.ReconcileEnded(ReconcileOutcome.Success);
                    kind.Reported("default", $"Reason{n}");
                    kind.Succeeded("default", $"object-{n}");
                    Metrics.Written(labels.Kind, ChangeCauseLabel.Updated, succeeded: true);
                }
            }

            MetricsPage page = await ScrapeAsync();
            return page.Series.Keys.Count(static series => series.StartsWith("alitellm_operator", StringComparison.Ordinal) && !series.StartsWith("alitellm_operator_cr_status_age", StringComparison.Ordinal));
        }
    }

    [Test]
    public async Task Objects_are_counted_at_the_scrape_by_what_their_Ready_condition_says()
    {
        List<ObjectReadiness> objects =
        [
            new("default", "True", "Synced", s_start.UtcDateTime), new("default", "True", "Synced", null), new("other", "False", "Conflict", s_start.UtcDateTime.AddMinutes(-3)),
            new("other", "False", "LiteLLMRejected", s_start.UtcDateTime), new("other", "Unknown", ObjectReadiness.NoReason, s_start.UtcDateTime),
        ];
        Metrics.CountObjects("LiteLLMModel", () => objects);
        MetricsPage page = await ScrapeAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Series["""alitellm_operator_objects{cr_namespace="default",kind="LiteLLMModel",ready="True",reason="Synced"}"""], Is.EqualTo(2));
            Assert.That(page.Series["""alitellm_operator_objects{cr_namespace="other",kind="LiteLLMModel",ready="True",reason="Synced"}"""], Is.Zero);
            Assert.That(page.Series["""alitellm_operator_objects{cr_namespace="other",kind="LiteLLMModel",ready="False",reason="Conflict"}"""], Is.EqualTo(1));
            Assert.That(page.Series["""alitellm_operator_objects{cr_namespace="other",kind="LiteLLMModel",ready="Unknown",reason="None"}"""], Is.EqualTo(1));
            Assert.That(page.Series["""alitellm_operator_unready_seconds{cr_namespace="default",kind="LiteLLMModel"}"""], Is.Zero);
            Assert.That(page.Series["""alitellm_operator_unready_seconds{cr_namespace="other",kind="LiteLLMModel"}"""], Is.EqualTo(180));
        }

        objects.Clear();
        Assert.That((await ScrapeAsync()).Family("alitellm_operator_objects"), Is.EqualTo(["""alitellm_operator_objects{cr_namespace="default",kind="LiteLLMModel",ready="True",reason="Synced"}"""]));
        Metrics.IsHeld = static _ => false;
        Assert.That((await ScrapeAsync()).Family("alitellm_operator_objects"), Is.Empty);
    }

    [Test]
    public async Task A_blocked_deletion_has_a_series_only_while_it_is_blocked()
    {
        KindMetrics model = Metrics.ForKind("LiteLLMModel");
        model.DeletionBlocked("default", "gpt");
        model.DeletionBlocked("default", "claude");
        Assert.That((await ScrapeAsync()).Series["""alitellm_operator_deletion_blocked{cr_namespace="default",kind="LiteLLMModel",name="gpt"}"""], Is.EqualTo(1));
        model.DeletionUnblocked("default", "gpt");
        model.Forget("default", "claude");
        Assert.That((await ScrapeAsync()).Family("alitellm_operator_deletion_blocked"), Is.Empty);
    }

    [Test]
    public async Task Of_a_connection_exactly_one_reason_is_one()
    {
        Metrics.SetConnectionReady("default", "main", "Connecting");
        Metrics.SetConnectionReady("default", "main", "Synced");
        Metrics.SetConnectionReady("team", "main", "SomethingNew");
        MetricsPage page = await ScrapeAsync();
        string[] ones = [.. page.Family("alitellm_operator_connection_ready").Where(series => page.Series[series] != 0)];
        Assert.That(ones, Is.EquivalentTo([
            """alitellm_operator_connection_ready{cr_namespace="default",name="main",reason="Synced"}""",
            """alitellm_operator_connection_ready{cr_namespace="team",name="main",reason="Other"}""",
        ]));
        Assert.That(page.Family("alitellm_operator_connection_ready").Count(), Is.EqualTo(2 * ConnectionReasonLabel.All.Count));

        Metrics.ForgetConnection("default", "main");
        Assert.That((await ScrapeAsync()).Family("alitellm_operator_connection_ready").Count(), Is.EqualTo(ConnectionReasonLabel.All.Count));
    }

    [Test]
    public async Task The_last_relist_is_a_Unix_time()
    {
        Metrics.ForKind("LiteLLMModel").Relisted("http://litellm", 3);
        Assert.That(
            (await ScrapeAsync()).Series["""alitellm_operator_last_successful_relist_timestamp_seconds{kind="LiteLLMModel"}"""],
            Is.EqualTo((double)s_start.ToUnixTimeMilliseconds() / 1000));
    }

    [Test]
    public async Task State_is_shown_only_while_the_lease_of_the_kind_is_held_but_counters_always()
    {
        bool held = true;
        Metrics.IsHeld = kind => held && kind is "LiteLLMModel" or "LiteLLMTeam";
        KindMetrics model = Metrics.ForKind("LiteLLMModel");
        model.Succeeded("default", "gpt");
        model.DeletionBlocked("default", "gpt");
        model.Relisted("http://litellm", 3);
        Metrics.SetConnectionReady("default", "default", "Synced");
        string[] state = [MetricNames.StatusAge, MetricNames.DeletionBlocked, MetricNames.LastRelist, MetricNames.ConnectionReady];

        MetricsPage page = await ScrapeAsync();
        Assert.That(state.Select(name => page.Family(name).Count()), Is.EqualTo([1, 1, 1, 0]));

        held = false;
        page = await ScrapeAsync();
        Assert.That(state.Select(name => page.Family(name).Count()), Is.All.Zero);
        Assert.That(page.Family(MetricNames.ReconcileOutcome), Is.Not.Empty);
    }

    [Test]
    public async Task Build_information_names_the_version() =>
        Assert.That((await ScrapeAsync()).Family("alitellm_operator_build_info"), Has.Exactly(1).Contains($"version=\"{Alitellm.Operator.Hosting.OperatorVersion.Version}\""));

    [Test]
    public async Task Two_hosts_in_one_process_do_not_see_each_others_numbers()
    {
        await using TestHost other = await TestHost.StartAsync(new ScriptedRuntime(), timeProvider: _time);
        other.Host.Metrics.ForKind("LiteLLMModel").DeletionOrphaned();
        other.Host.Metrics.SetConnectionReady("default", "default", "Synced");
        MetricsPage page = await ScrapeAsync();
        Assert.That(page.Family("alitellm_operator_deletion_orphaned_total").Concat(page.Family("alitellm_operator_connection_ready")), Is.Empty);
    }

    [Test]
    public async Task Instruments_of_the_other_layers_are_scraped_with_explicit_buckets_and_unchanged_names()
    {
        using var meter = new Meter("Alitellm.LiteLLM");
        meter.CreateHistogram<double>("some_seconds").Record(20, new KeyValuePair<string, object?>("operation", "probe"));
        meter.CreateHistogram("advised_seconds", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2] }).Record(1.5);
        meter.CreateUpDownCounter<long>("some_in_flight").Add(1);
        MetricsPage page = await ScrapeAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Series["""some_seconds_bucket{le="10",operation="probe"}"""], Is.Zero);
            Assert.That(page.Series["""some_seconds_bucket{le="30",operation="probe"}"""], Is.EqualTo(1));
            Assert.That(page.Series, Does.ContainKey("""some_seconds_bucket{le="0.005",operation="probe"}""").And.ContainKey("""some_seconds_bucket{le="600",operation="probe"}"""));
            Assert.That(
                page.Family("advised_seconds_bucket"),
                Is.EquivalentTo(["""advised_seconds_bucket{le="1"}""", """advised_seconds_bucket{le="2"}""", """advised_seconds_bucket{le="+Inf"}"""]));
            Assert.That(page.Family("some_in_flight"), Has.Exactly(1).Items);
        }
    }

    [Test]
    public async Task O38_no_series_has_a_label_that_collides_with_the_scrape_target()
    {
        foreach (KindLabels kind in KindLabels.All)
        {
            Metrics.ForKind(kind.Kind).Succeeded("default", "x");
        }

        MetricsPage page = await ScrapeAsync();
        Assert.That(page.Series.Keys, Has.None.Match("""[{,](namespace|otel_scope_name|job|instance)="""));
        Assert.That(page.FamilyNames, Has.Some.StartsWith("dotnet_").And.None.StartsWith("target_info"));
    }

    private async Task<MetricsPage> ScrapeAsync() => new((await _host.MetricsAsync("/metrics")).Body);
}
