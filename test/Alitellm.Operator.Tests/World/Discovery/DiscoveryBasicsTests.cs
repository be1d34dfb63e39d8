using System.Net;
using Alitellm.Testing.Kubernetes;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World.Discovery;

public sealed class DiscoveryBasicsTests
{
    [Test]
    public void Each_model_of_the_source_becomes_an_object_that_reaches_LiteLLM()
    {
        using var world = new DiscoveryWorld("Qwen/Qwen3:8b", "gpt-4o").Running();
        var model = world.Model("kubeai.qwen-qwen3-8b")!;

        Assert.That(world.Models, Is.EqualTo(["kubeai.gpt-4o", "kubeai.qwen-qwen3-8b"]));
        Assert.That(model["spec"]!.ToJsonString(), Is.EqualTo("""{"params":{"model":"hosted_vllm/Qwen/Qwen3:8b","api_base":"http://kubeai.default.svc/openai/v1"},"info":{},"deletionPolicy":"Orphan"}"""));
        Assert.That((string?)model["metadata"]!["labels"]!["litellm.ackstorm.ai/generated-by"], Is.EqualTo("d"));
        Assert.That(model["metadata"]!["finalizers"]!.ToJsonString(), Is.EqualTo("""["models.litellm.ackstorm.ai/finalizer"]"""));
        var owner = model["metadata"]!["ownerReferences"]!.AsArray().Single()!;
        Assert.That(((string?)owner["kind"], (string?)owner["name"], (bool?)owner["controller"], (bool?)owner["blockOwnerDeletion"]), Is.EqualTo((DiscoveryWorld.Discovery, "d", true, true)));
        Assert.That((string?)owner["uid"], Is.EqualTo((string?)world.Get()!["metadata"]!["uid"]));
        Assert.That(world.World.Rows("kubeai.gpt-4o"), Has.Count.EqualTo(1));
        Assert.That(world.World.Ready("kubeai.gpt-4o"), Is.EqualTo("True/Synced").Or.EqualTo("False/NotServed"));
    }

    [Test]
    public void The_status_says_what_was_found_and_when_it_is_looked_again()
    {
        using var world = new DiscoveryWorld("b", "a").Running();
        var status = world.Status();

        Assert.That(world.Conditions(), Is.EqualTo("True/Synced True/Ok"));
        Assert.That(world.Counts(), Is.EqualTo((2, 2, 0, 0, 0)));
        Assert.That(status["generatedChildren"]!.ToJsonString(), Is.EqualTo("""["kubeai.a","kubeai.b"]"""));
        var (last, next) = ((DateTime)status["lastRefreshAt"]!, (DateTime)status["nextRefreshAt"]!);
        Assert.That((next - last).TotalMinutes, Is.EqualTo(30).Within(1.6));
        Assert.That(status["observedGeneration"]!.ToJsonString(), Is.EqualTo(world.Get()!["metadata"]!["generation"]!.ToJsonString()));
        Assert.That(status["conditions"]!.AsArray().Select(condition => (string?)condition!["type"]), Is.EquivalentTo(["Ready", "SourceReachable"]));
    }

    [Test]
    public void The_source_is_listed_once_per_interval_and_at_rest_nothing_is_written()
    {
        using var world = new DiscoveryWorld("a", "b").Running();
        Assert.That(world.Provider.Requests, Has.Count.EqualTo(1));

        world.World.ForgetJournals();
        world.World.Minutes(25);
        Assert.That((world.Provider.Requests.Count, world.Writes().Where(write => write.Contains("discover")).Count()), Is.EqualTo((1, 0)));

        world.World.Minutes(7);
        Assert.That(world.Provider.Requests, Has.Count.EqualTo(2));
        Assert.That(world.Writes().Where(write => write.Contains("discover")), Has.One.Items, "only when it was refreshed is told");
    }

    [Test]
    public void D18_Before_slow_work_on_a_new_spec_Ready_says_Syncing_and_an_old_one_does_not_flap()
    {
        using var world = new DiscoveryWorld("a");
        world.Provider.Hold = new();
        world.Apply("d", DiscoveryWorld.KubeAi);
        world.World.Start();
        world.World.Seconds(3);
        Assert.That(world.Conditions(), Is.EqualTo("False/Syncing none"));

        world.World.Do(world.Provider.Hold.SetResult);
        world.World.Seconds(3);
        Assert.That(world.Conditions(), Is.EqualTo("True/Synced True/Ok"));

        world.Provider.Hold = new();
        world.Annotate("d", "touched", "1");
        world.World.Seconds(3);
        Assert.That(world.Conditions(), Is.EqualTo("True/Synced True/Ok"), "a pass over the same spec");
    }

    [TestCase(HttpStatusCode.Unauthorized, "False/SourceUnreachable False/AuthFailed")]
    [TestCase(HttpStatusCode.Forbidden, "False/SourceUnreachable False/AuthFailed")]
    [TestCase(HttpStatusCode.InternalServerError, "False/SourceUnreachable False/Unreachable")]
    [TestCase(HttpStatusCode.TooManyRequests, "False/SourceUnreachable False/Unreachable")]
    public void D21_A_source_that_fails_shows_it_within_seconds_and_keeps_what_was_generated(HttpStatusCode status, string conditions)
    {
        using var world = new DiscoveryWorld("a", "b").Running();
        world.Provider.Status = status;
        world.Annotate("d", "touched", "1");
        world.World.Seconds(5);

        Assert.That(world.Conditions(), Is.EqualTo(conditions));
        Assert.That(world.Models, Is.EqualTo(["kubeai.a", "kubeai.b"]));
        Assert.That(world.Counts(), Is.EqualTo((2, 2, 0, 0, 0)), "what is there is still told");
        Assert.That(OperatorWorld.Condition(world.Get(), "Reconciling"), Does.StartWith("True/"));

        world.Provider.Status = HttpStatusCode.OK;
        world.World.Minutes(6);
        Assert.That(world.Conditions(), Is.EqualTo("True/Synced True/Ok"));
        Assert.That(OperatorWorld.Condition(world.Get(), "Reconciling"), Is.EqualTo("none"));
    }

    [Test]
    public void D20_A_new_discovery_is_listed_in_the_pass_that_adds_its_finalizer()
    {
        using var world = new DiscoveryWorld("a");
        world.World.Started();
        world.Apply("d", DiscoveryWorld.KubeAi);
        world.World.Seconds(1);

        Assert.That(world.Get()!["metadata"]!["finalizers"]!.ToJsonString(), Is.EqualTo("""["modeldiscoveries.litellm.ackstorm.ai/finalizer"]"""));
        Assert.That(world.Conditions(), Is.EqualTo("True/Synced True/Ok"));
    }

    [Test]
    public void D22_A_discovery_that_was_not_ready_is_looked_at_by_the_next_process_at_once()
    {
        using var world = new DiscoveryWorld("a");
        world.Secret();
        world.Provider.Status = HttpStatusCode.Unauthorized;
        world.Running(DiscoveryWorld.OpenAi);
        world.World.Operator.RequestStop();
        world.World.Seconds(10);
        world.Provider.Status = HttpStatusCode.OK;
        world.World.Start("b");
        world.World.Seconds(5);

        Assert.That(world.Conditions(), Is.EqualTo("True/Synced True/Ok"));
    }

    [Test]
    public void D41_Info_reaches_LiteLLM_on_create_and_on_update()
    {
        using var world = new DiscoveryWorld("a");
        world.Secret();
        world.Running("""{"type":"openai","credentialsSecretRef":{"name":"provider"},"refresh":{"interval":"30m"},"info":{"mode":"chat","access_groups":["ops"]}}""");
        Assert.That((string?)world.World.Row("openai.a")!.ModelInfo["mode"], Is.EqualTo("chat"));

        world.Edit("d", """{"info":{"mode":"embedding"}}""");
        world.World.Seconds(30);
        Assert.That(((string?)world.World.Row("openai.a")!.ModelInfo["mode"], world.World.Row("openai.a")!.ModelInfo["access_groups"]!.ToJsonString()), Is.EqualTo(("embedding", """["ops"]""")));
    }

    [Test]
    public void An_answer_that_cannot_be_read_is_no_empty_list()
    {
        using var world = new DiscoveryWorld("a").Running();
        world.Provider.Body = "<html>maintenance</html>";
        world.Annotate("d", "touched", "1");
        world.World.Seconds(5);

        Assert.That(world.Conditions(), Is.EqualTo("False/SourceUnreachable False/Unreachable"));
        Assert.That(world.Models, Is.EqualTo(["kubeai.a"]));
    }

    [Test]
    public void D21a_However_long_a_source_was_away_its_return_is_seen_within_half_a_minute()
    {
        using var world = new DiscoveryWorld("a");
        world.Provider.Status = HttpStatusCode.BadGateway;
        world.Running();
        world.World.Minutes(60);

        world.Provider.Status = HttpStatusCode.OK;
        world.World.Seconds(40);
        Assert.That(world.Conditions(), Is.EqualTo("True/Synced True/Ok"));
    }

    [Test]
    public void Refused_credentials_are_tried_every_five_minutes_and_no_more()
    {
        using var world = new DiscoveryWorld("a");
        world.Secret();
        world.Provider.Status = HttpStatusCode.Unauthorized;
        world.Running(DiscoveryWorld.OpenAi);
        world.World.Minutes(60);

        Assert.That(world.Provider.Requests, Has.Count.InRange(11, 15));
    }

    [Test]
    public void A_source_that_says_when_to_come_back_is_left_alone_until_then()
    {
        using var world = new DiscoveryWorld("a");
        world.Provider.Status = HttpStatusCode.TooManyRequests;
        world.Provider.RetryAfter = TimeSpan.FromMinutes(4);
        world.Running();
        world.World.Minutes(1.9);
        Assert.That(world.Provider.Requests, Has.Count.EqualTo(1));

        world.World.Minutes(1);
        Assert.That(world.Provider.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public void D12_A_missing_Secret_or_key_is_named_and_noticed_at_once_when_it_comes()
    {
        using var world = new DiscoveryWorld("a").Running(DiscoveryWorld.OpenAi);
        Assert.That(world.Conditions(), Is.EqualTo("False/SecretNotFound False/SecretNotFound"));
        Assert.That(world.Message(), Does.Contain("default/provider:OPENAI_API_KEY"));
        Assert.That(world.Provider.Requests, Is.Empty);

        world.Secret("OTHER", "x");
        world.World.Seconds(5);
        Assert.That(world.Conditions(), Is.EqualTo("False/SecretNotFound False/SecretNotFound"));

        world.Secret();
        world.World.Seconds(5);
        Assert.That(world.Conditions(), Is.EqualTo("True/Synced True/Ok"));
    }

    [Test]
    public void D12a_A_Secret_that_cannot_be_read_is_not_called_missing()
    {
        using var world = new DiscoveryWorld("a");
        world.Secret();
        world.World.Kubernetes.Faults.Add(new FaultRule { Verb = "get", Resource = "secrets", Name = "provider", Action = FaultAction.InternalError() });
        world.Running(DiscoveryWorld.OpenAi);

        Assert.That(world.Conditions(), Is.EqualTo("False/Syncing none"));
        Assert.That(world.Provider.Requests, Is.Empty);
    }

    [Test]
    public void D13_A_condition_of_the_source_never_stays_from_another_time()
    {
        using var world = new DiscoveryWorld("a");
        world.Secret();
        world.Running(DiscoveryWorld.OpenAi);
        Assert.That(world.Conditions(), Is.EqualTo("True/Synced True/Ok"));

        world.World.Delete("secrets", "provider");
        world.World.Seconds(5);
        Assert.That(world.Conditions(), Is.EqualTo("False/SecretNotFound False/SecretNotFound"));

        world.Secret();
        world.Edit("d", """{"filters":{"include":["("]}}""");
        world.World.Seconds(5);
        Assert.That(world.Conditions(), Is.EqualTo("False/InvalidConfig False/InvalidConfig"));
        Assert.That(OperatorWorld.Condition(world.Get(), "Stalled"), Is.EqualTo("True/InvalidConfig"));
        Assert.That(world.Models, Is.EqualTo(["openai.a"]));
    }

    [Test]
    public void A_rotated_key_is_used_within_seconds_and_without_line_break()
    {
        using var world = new DiscoveryWorld("a");
        world.Secret();
        world.Running(DiscoveryWorld.OpenAi);
        world.Secret(value: "sk-rotated-key-of-provider\n");
        world.World.Seconds(5);

        Assert.That(world.Provider.Requests[^1].Authorization, Is.EqualTo("Bearer sk-rotated-key-of-provider"));
    }

    [Test]
    public void D5_A_base_URL_that_leads_to_the_clouds_metadata_is_refused_before_anything_is_sent()
    {
        using var world = new DiscoveryWorld("a").Running("""{"type":"kubeai","baseUrl":"http://169.254.169.254/latest/meta-data/","refresh":{"interval":"30m"}}""");

        Assert.That(world.Conditions(), Is.EqualTo("False/InvalidConfig False/InvalidConfig"));
        Assert.That(world.Provider.Requests, Is.Empty);
    }

    [Test]
    public void D11_An_invalid_exclude_is_told_before_an_include_that_matches_nothing()
    {
        using var world = new DiscoveryWorld("a").Running("""{"type":"kubeai","baseUrl":"http://k.svc/v1","refresh":{"interval":"30m"},"filters":{"include":["zzz"],"exclude":["ok","(?=a)"]}}""");

        Assert.That(world.Conditions(), Is.EqualTo("False/InvalidConfig False/InvalidConfig"));
        Assert.That(world.Message(), Does.Contain("spec.filters.exclude[1]"));
    }

    [Test]
    public void An_include_that_matches_nothing_changes_nothing_and_is_looked_at_again_at_the_interval()
    {
        using var world = new DiscoveryWorld("a", "b").Running();
        world.Edit("d", """{"filters":{"include":["a","future"]}}""");
        world.World.Seconds(5);
        Assert.That(world.Conditions(), Is.EqualTo("False/UpstreamInvalid True/Ok"));
        Assert.That(world.Message(), Does.Contain("spec.filters.include[1] \"future\""));
        Assert.That(world.Models, Is.EqualTo(["kubeai.a", "kubeai.b"]));

        world.Provider.Models = ["a", "b", "future-1"];
        world.World.Minutes(33);
        Assert.That(world.Conditions(), Is.EqualTo("True/Synced True/Ok"));
        Assert.That(world.Models, Is.EqualTo(["kubeai.a", "kubeai.future-1"]));
    }

    [Test]
    public void A_request_to_reconcile_lists_the_source_and_is_acknowledged()
    {
        using var world = new DiscoveryWorld("a").Running();
        world.Provider.Models = ["a", "b"];
        world.Annotate("d", "litellm.ackstorm.ai/reconcile-requested-at", "now");
        world.World.Seconds(5);

        Assert.That(world.Models, Is.EqualTo(["kubeai.a", "kubeai.b"]));
        Assert.That((string?)world.Status()["lastHandledReconcileAt"], Is.EqualTo("now"));
    }

    [Test]
    public void D14_Bags_secrets_and_numbers_reach_the_object_as_they_were_written()
    {
        using var world = new DiscoveryWorld("a").Running("""
            {"type":"kubeai","baseUrl":"http://k.svc/v1","refresh":{"interval":"30m"},
             "params":{"model":"mine","api_base":"http://own.svc","temperature":0.10,"input_cost_per_token":1.5e-07,"api_key":"{{TOKEN}}"},
             "info":{"mode":"chat"},"secrets":[{"as":"TOKEN","secretRef":{"name":"s","key":"k"}}]}
            """);
        var spec = world.Model("kubeai.a")!["spec"]!;

        Assert.That(spec["params"]!.ToJsonString(), Is.EqualTo("""{"model":"hosted_vllm/a","api_base":"http://own.svc","temperature":0.10,"input_cost_per_token":1.5e-07,"api_key":"{{TOKEN}}"}"""));
        Assert.That(spec["info"]!.ToJsonString(), Is.EqualTo("""{"mode":"chat"}"""));
        Assert.That(spec["secrets"]!.ToJsonString(), Is.EqualTo("""[{"as":"TOKEN","secretRef":{"name":"s","key":"k"}}]"""));
    }

    [Test]
    public void D34_An_id_that_makes_no_name_is_skipped_and_the_others_are_not_affected()
    {
        using var world = new DiscoveryWorld(":-:", "good").Running();

        Assert.That(world.Counts(), Is.EqualTo((2, 1, 1, 0, 0)));
        Assert.That(world.Skipped(), Is.EqualTo([":-:/InvalidDiscoveredName"]));
        Assert.That((string?)world.Status()["skippedCandidates"]![0]!["message"], Does.Contain(":-:").And.Contain(" -> "));
    }

    [Test]
    public void D34a_An_empty_name_does_not_make_the_status_unwritable()
    {
        using var world = new DiscoveryWorld("...", "good").Running("""{"type":"kubeai","baseUrl":"http://k.svc/v1","disablePrefix":true,"refresh":{"interval":"30m"}}""");

        Assert.That(world.Models, Is.EqualTo(["good"]));
        Assert.That(world.Skipped(), Is.EqualTo([".../InvalidDiscoveredName"]));
    }

    [Test]
    public void Nothing_of_the_sources_key_is_told_anywhere()
    {
        using var world = new DiscoveryWorld("a");
        world.Secret();
        world.Running(DiscoveryWorld.OpenAi);
        world.Provider.Status = HttpStatusCode.Unauthorized;
        world.Provider.Body = $$"""{"error":"{{DiscoveryWorld.Key}} is wrong"}""";
        world.Annotate("d", "touched", "1");
        world.World.Minutes(1);

        Assert.That(world.Get()!.ToJsonString() + world.Model("openai.a")!.ToJsonString() + string.Join('\n', world.Events()), Does.Not.Contain(DiscoveryWorld.Key));
        Assert.That(world.World.Operator.Log.Lines, Has.None.Contains(DiscoveryWorld.Key));
        Assert.That(world.World.Operator.Metrics.Labels, Has.None.Contains(DiscoveryWorld.Key));
    }
}
