using NUnit.Framework;

namespace Alitellm.Operator.Tests.World.Discovery;

public sealed class DiscoveryOfAgentsTests
{
    private const string Agents = """{"type":"a2a","refresh":{"interval":"1h"}}""";
    private const string Agent = """{"endpoint":"http://agent","agentCard":{}}""";

    [Test]
    public void D37_An_agent_becomes_a_model_as_soon_as_it_is_registered_and_no_earlier()
    {
        using var world = new DiscoveryWorld();
        world.World.LiteLLM.Faults.Down();
        KindView.Agents(world.World).Apply("hello", Agent);
        world.Running(Agents);
        Assert.That(world.Models, Is.Empty);

        world.World.LiteLLM.Faults.Up();
        world.World.Minutes(2);
        Assert.That(world.Models, Is.EqualTo(["a2a.hello"]));
        Assert.That((string?)world.Model("a2a.hello")!["spec"]!["params"]!["model"], Is.EqualTo("a2a1/hello"));
    }

    [Test]
    public void An_agent_that_goes_takes_its_model_along_at_once()
    {
        using var world = new DiscoveryWorld();
        KindView.Agents(world.World).Apply("one", Agent);
        KindView.Agents(world.World).Apply("two", Agent);
        world.Running(Agents);
        Assert.That(world.Models, Is.EqualTo(["a2a.one", "a2a.two"]));

        KindView.Agents(world.World).Delete("one");
        world.World.Seconds(30);
        Assert.That(world.Models, Is.EqualTo(["a2a.two"]));
    }

    [Test]
    public void The_model_that_an_agent_exposes_itself_is_its_own()
    {
        using var world = new DiscoveryWorld();
        KindView.Agents(world.World).Apply("hello", """{"endpoint":"http://agent","agentCard":{},"exposeAsModel":{}}""");
        world.Running("""{"type":"a2a","prefix":"agent","refresh":{"interval":"1h"}}""");
        Assert.That(world.Skipped(), Is.EqualTo(["agent.hello/Conflict"]));
        Assert.That((string?)world.Status()["skippedCandidates"]![0]!["ownedBy"], Does.StartWith("LiteLLMA2AAgent/hello/"));

        KindView.Agents(world.World).Apply("hello", Agent);
        world.World.Seconds(30);
        Assert.That((string?)world.Model("agent.hello")?["metadata"]!["ownerReferences"]![0]!["kind"], Is.EqualTo(DiscoveryWorld.Discovery));
    }
}
