using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World.Agents;

public sealed class ExposeAsModelTests
{
    private const string Exposed = """{"endpoint":"http://agent","agentCard":{"description":"says hello"},"exposeAsModel":{"accessGroups":["ops"]}}""";
    private const string Hidden = """{"endpoint":"http://agent","agentCard":{"description":"says hello"}}""";
    /// <summary>One that LiteLLM serves: a model that is not served is looked at again and again.</summary>
    private const string ServedProvider = "openai";

    private const string HandMade = """{"params":{"model":"openai/gpt-4o"}}""";

    [Test]
    public void The_model_of_an_exposed_agent_is_made_labelled_owned_and_registered()
    {
        using var world = Running(Exposed);
        var model = KindView.Models(world).Get("agent.hello")!;

        Assert.That(model["spec"]!["params"]!.ToJsonString(), Is.EqualTo("""{"model":"a2a1/hello"}"""));
        Assert.That(((string?)model["spec"]!["info"]!["mode"], (string?)model["spec"]!["info"]!["description"], model["spec"]!["info"]!["access_groups"]!.ToJsonString()), Is.EqualTo(("chat", "says hello", """["ops"]""")));
        Assert.That((string?)model["metadata"]!["labels"]!["litellm.ackstorm.ai/generated-by-agent"], Is.EqualTo("hello"));
        var owner = model["metadata"]!["ownerReferences"]!.AsArray().Single()!;
        Assert.That(((string?)owner["kind"], (string?)owner["name"], (bool?)owner["controller"], (bool?)owner["blockOwnerDeletion"]), Is.EqualTo(("LiteLLMA2AAgent", "hello", true, true)));
        Assert.That((string?)owner["uid"], Is.EqualTo((string?)KindView.Agents(world).Get("hello")!["metadata"]!["uid"]));
        Assert.That(world.Rows("agent.hello").Select(row => (string?)row.LitellmParams["model"]), Is.EqualTo(["a2a1/hello"]));
    }

    [Test]
    public void An_empty_block_exposes_too_and_the_default_access_group_applies()
    {
        using var world = Running("""{"endpoint":"http://agent","agentCard":{},"exposeAsModel":{}}""");

        Assert.That(KindView.Models(world).Get("agent.hello")!["spec"]!["info"]!.ToJsonString(), Is.EqualTo("""{"mode":"chat"}"""));
        Assert.That(world.Rows("agent.hello").Single().ModelInfo["access_groups"]!.ToJsonString(), Is.EqualTo("""["default"]"""));
    }

    [Test]
    public void The_provider_is_a_setting_and_the_connection_is_the_agents()
    {
        using var world = new OperatorWorld(new() { Operator = options => options with { A2aModelProvider = "custom" } });
        world.Apply(Objects.Connection("second"));
        KindView.Agents(world).Apply("hello", """{"connectionRef":{"name":"second"},"endpoint":"http://agent","agentCard":{},"exposeAsModel":{}}""");
        world.Started();

        var spec = KindView.Models(world).Get("agent.hello")!["spec"]!;
        Assert.That(((string?)spec["params"]!["model"], (string?)spec["connectionRef"]!["name"]), Is.EqualTo(("custom/hello", "second")));
    }

    [Test]
    public void The_model_is_made_before_LiteLLM_is_reachable()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.Faults.Down();
        KindView.Agents(world).Apply("hello", Exposed);
        world.Started();

        Assert.That(KindView.Models(world).Get("agent.hello"), Is.Not.Null);
    }

    [Test]
    public void An_edit_of_the_agent_changes_the_model_and_what_is_given_up_goes()
    {
        using var world = Running(Exposed);
        KindView.Agents(world).Apply("hello", """{"endpoint":"http://agent","agentCard":{"name":"Hello"},"exposeAsModel":{}}""");
        world.Seconds(10);

        Assert.That(KindView.Models(world).Get("agent.hello")!["spec"]!["info"]!.ToJsonString(), Is.EqualTo("""{"mode":"chat"}"""));
    }

    [Test]
    public void A_block_taken_out_takes_the_model_and_its_entry_away()
    {
        using var world = Running(Exposed);
        KindView.Agents(world).Apply("hello", Hidden);
        world.Minutes(1);

        Assert.That(KindView.Models(world).Get("agent.hello"), Is.Null);
        Assert.That(world.Rows("agent.hello"), Is.Empty);
        Assert.That(KindView.Agents(world).Ready("hello"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void A_deleted_agent_takes_its_model_along()
    {
        using var world = Running(Exposed);
        KindView.Agents(world).Delete("hello");
        world.Minutes(2);

        Assert.That(KindView.Models(world).Get("agent.hello"), Is.Null);
        Assert.That((world.LiteLLM.Models.Count, world.LiteLLM.Agents.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void A_model_edited_by_hand_is_put_right_within_seconds()
    {
        using var world = Running(Exposed);
        KindView.Models(world).Patch("agent.hello", """{"spec":{"params":{"model":"openai/gpt-4o"}}}""");
        world.Seconds(5);

        Assert.That((string?)KindView.Models(world).Get("agent.hello")!["spec"]!["params"]!["model"], Is.EqualTo("a2a1/hello"));
    }

    [Test]
    public void A_model_deleted_by_hand_comes_back_within_seconds()
    {
        using var world = Running(Exposed);
        var before = (string?)KindView.Models(world).Get("agent.hello")!["metadata"]!["uid"];
        KindView.Models(world).Delete("agent.hello");
        world.Seconds(20);

        Assert.That((string?)KindView.Models(world).Get("agent.hello")?["metadata"]!["uid"], Is.Not.Null.And.Not.EqualTo(before));
    }

    [Test]
    public void What_others_add_to_the_model_stays_and_makes_no_writes()
    {
        using var world = Running(Exposed, ServedProvider);
        KindView.Models(world).Patch("agent.hello", """{"spec":{"params":{"temperature":0.5}},"metadata":{"labels":{"team":"a"}}}""");
        world.Minutes(2);
        world.ForgetJournals();
        world.Minutes(15);

        Assert.That((double?)KindView.Models(world).Get("agent.hello")!["spec"]!["params"]!["temperature"], Is.EqualTo(0.5));
        Assert.That(world.Kubernetes.Journal.Records.Where(record => record.Request.IsWrite).Select(record => record.Request.Path), Is.Empty);
    }

    [Test]
    public void A_description_that_somebody_else_gave_the_model_makes_no_endless_writes()
    {
        using var world = Running("""{"endpoint":"http://agent","agentCard":{},"exposeAsModel":{}}""", ServedProvider);
        KindView.Models(world).Patch("agent.hello", """{"spec":{"info":{"description":"by hand"}}}""");
        world.Minutes(2);
        world.ForgetJournals();
        world.Minutes(15);

        Assert.That(world.Kubernetes.Journal.Records.Where(record => record.Request.IsWrite).Select(record => record.Request.Path), Is.Empty);
    }

    [Test]
    public void A_hand_written_model_of_the_name_is_neither_taken_nor_pruned()
    {
        using var world = new OperatorWorld();
        var (agents, models) = (KindView.Agents(world), KindView.Models(world));
        models.Apply("agent.hello", HandMade);
        agents.Apply("hello", Exposed);
        world.Started();
        Assert.That((string?)models.Get("agent.hello")!["spec"]!["params"]!["model"], Is.EqualTo("openai/gpt-4o"));
        Assert.That(agents.Events("hello"), Has.Some.Contains("ProjectionConflict"));
        Assert.That(agents.Ready("hello"), Is.EqualTo("True/Synced"));

        agents.Apply("hello", Hidden);
        world.Minutes(1);
        Assert.That(models.Get("agent.hello"), Is.Not.Null);
    }

    [Test]
    public void A_model_that_only_bears_the_label_or_was_made_for_a_former_agent_is_not_ours()
    {
        using var world = new OperatorWorld();
        world.Apply(new JsonObject
        {
            ["apiVersion"] = Objects.ApiVersion,
            ["kind"] = "LiteLLMModel",
            ["metadata"] = new JsonObject { ["name"] = "agent.hello", ["namespace"] = "default", ["labels"] = new JsonObject { ["litellm.ackstorm.ai/generated-by-agent"] = "hello" } },
            ["spec"] = JsonNode.Parse(HandMade),
        });
        KindView.Agents(world).Apply("hello", Hidden);
        world.Started();

        Assert.That(KindView.Models(world).Get("agent.hello"), Is.Not.Null);
    }

    [TestCase("\"suspend\":true")]
    [TestCase("\"managementPolicy\":\"Observe\"")]
    public void A_suspended_or_observed_agent_makes_no_model(string field)
    {
        using var world = Running($$$"""{"endpoint":"http://agent","agentCard":{},"exposeAsModel":{},{{{field}}}}""");

        Assert.That(KindView.Models(world).Get("agent.hello"), Is.Null);
    }

    [Test]
    public void No_secret_reaches_the_model()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Secret("agent", "token", "t-very-secret"));
        KindView.Agents(world).Apply("hello", """{"endpoint":"http://agent","agentCard":{"description":"uses {{TOKEN}}"},"exposeAsModel":{},"secrets":[{"as":"TOKEN","secretRef":{"name":"agent","key":"token"}}]}""");
        world.Started();

        Assert.That(KindView.Models(world).Get("agent.hello")!.ToJsonString(), Does.Not.Contain("t-very-secret").And.Contain("{{TOKEN}}"));
    }

    private static OperatorWorld Running(string spec, string provider = "a2a1")
    {
        var world = new OperatorWorld(new() { Operator = options => options with { A2aModelProvider = provider } });
        KindView.Agents(world).Apply("hello", spec);
        return world.Started();
    }
}
