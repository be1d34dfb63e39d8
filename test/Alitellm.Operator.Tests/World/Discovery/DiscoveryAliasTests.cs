using System.Text.Json.Nodes;
using Alitellm.Testing.Kubernetes;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World.Discovery;

public sealed class DiscoveryAliasTests
{
    private const string WithAliases = """{"type":"kubeai","baseUrl":"http://k.svc/v1","prefix":"p","refresh":{"interval":"30m"},"aliases":[{"suffix":"[1m]"}]}""";

    [Test]
    public void Without_rules_there_are_no_alias_objects()
    {
        using var world = new DiscoveryWorld("a").Running();

        Assert.That(world.Aliases, Is.Empty);
    }

    [Test]
    public void A_rule_gives_every_generated_model_a_further_name()
    {
        using var world = new DiscoveryWorld("a", "b").Running(WithAliases);
        var alias = world.Alias("d-aliases-0")!;

        Assert.That(alias["spec"]!["aliases"]!.ToJsonString(), Is.EqualTo("""[{"name":"p.a[1m]","value":"p.a"},{"name":"p.b[1m]","value":"p.b"}]"""));
        var owner = alias["metadata"]!["ownerReferences"]![0]!;
        Assert.That(((string?)owner["uid"], (bool)owner["controller"]!, (bool?)owner["blockOwnerDeletion"]), Is.EqualTo(((string?)world.Get()!["metadata"]!["uid"], true, (bool?)null)));
        Assert.That(OperatorWorld.Condition(alias, "Ready"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void A_hundred_and_twenty_nine_models_make_two_objects_and_less_make_one_again()
    {
        using var world = new DiscoveryWorld([.. Enumerable.Range(0, 129).Select(index => $"m{index:D3}")]).Running(WithAliases);
        Assert.That(world.Aliases.Select(name => world.Alias(name)!["spec"]!["aliases"]!.AsArray().Count), Is.EqualTo([128, 1]));

        world.Edit("d", """{"filters":{"exclude":["m128"]}}""");
        world.World.Seconds(30);
        Assert.That(world.Aliases, Is.EqualTo(["d-aliases-0"]));

        world.Edit("d", """{"aliases":null}""");
        world.World.Seconds(30);
        Assert.That(world.Aliases, Is.Empty);
        Assert.That(world.Models, Has.Count.EqualTo(128));
    }

    [Test]
    public void An_alias_object_of_somebody_else_is_left_alone_and_the_models_are_in_place()
    {
        using var world = new DiscoveryWorld("a");
        world.World.Apply(Objects.Of("LiteLLMModelAlias", "d-aliases-0", "default", JsonNode.Parse("""{"aliases":[{"name":"x","value":"y"}]}""")!.AsObject()));
        world.Running(WithAliases);

        Assert.That(world.Conditions(), Is.EqualTo("False/AliasWriteFailed True/Ok"));
        Assert.That(world.Message(), Does.Contain("d-aliases-0 was not made by this discovery"));
        Assert.That((string?)world.Alias("d-aliases-0")!["spec"]!["aliases"]![0]!["name"], Is.EqualTo("x"));
        Assert.That(world.Models, Is.EqualTo(["p.a"]));
    }

    [Test]
    public void A_bad_pattern_of_a_rule_leaves_the_aliases_that_are_there()
    {
        using var world = new DiscoveryWorld("a").Running(WithAliases);
        world.Edit("d", """{"aliases":[{"suffix":"x","include":["(?=a)"]}]}""");
        world.World.Seconds(30);

        Assert.That(world.Conditions(), Is.EqualTo("False/AliasWriteFailed True/Ok"));
        Assert.That(world.Message(), Does.Contain("spec.aliases[0].include[0]"));
        Assert.That(world.Alias("d-aliases-0")!["spec"]!["aliases"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_model_that_cannot_be_written_now_keeps_its_alias()
    {
        using var world = new DiscoveryWorld("a", "b").Running(WithAliases);
        world.World.Kubernetes.Faults.Add(new FaultRule { Verb = "patch", Resource = "litellmmodels", Name = "p.a", Action = FaultAction.InternalError() });
        world.Edit("d", """{"params":{"rpm":5}}""");
        world.World.Seconds(30);

        Assert.That(world.Conditions(), Is.EqualTo("False/ChildCRWriteFailed True/Ok"));
        Assert.That(world.Alias("d-aliases-0")!["spec"]!["aliases"]!.AsArray(), Has.Count.EqualTo(2));
    }

    [Test]
    public void Aliases_go_with_their_discovery_and_are_not_waited_for()
    {
        using var world = new DiscoveryWorld("a").Running(WithAliases);
        world.Delete("d");
        world.World.Minutes(2);

        Assert.That((world.Get(), world.Aliases.Count), Is.EqualTo(((JsonObject?)null, 0)));
    }
}
