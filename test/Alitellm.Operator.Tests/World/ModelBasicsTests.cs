using NUnit.Framework;

namespace Alitellm.Operator.Tests.World;

public sealed class ModelBasicsTests
{
    [Test]
    public void A_model_becomes_one_row_with_one_write_under_its_deterministic_id()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("gpt"));
        world.Started();

        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
        Assert.That(world.LiteLLM.Models.Select(row => row.Id), Is.EqualTo([OperatorWorld.IdOf("gpt")]));
        Assert.That(world.LiteLLM.Journal.Writes, Is.EqualTo(1));
    }

    [Test]
    public void A_deleted_object_takes_its_row_along()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("gpt"));
        world.Started();

        world.DeleteModel("gpt");
        world.Seconds(10);

        Assert.That(world.Model("gpt"), Is.Null);
        Assert.That(world.LiteLLM.Models, Is.Empty);
    }
}
