using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <content>What happens behind the operator's back, and views for tests. Nothing here appears in the journal.</content>
public sealed partial class LiteLLMWorld
{
    /// <summary>The rows of the database, secrets in clear, in order of creation.</summary>
    public IReadOnlyList<ModelRow> Models
    {
        get
        {
            lock (gate)
            {
                return [.. Table.Rows];
            }
        }
    }

    /// <summary>The stored <c>router_settings</c> row, or null when there is none.</summary>
    public JsonObject? StoredRouterSettings
    {
        get
        {
            lock (gate)
            {
                return (JsonObject?)RouterSettings.Stored?.DeepClone();
            }
        }
    }

    public ModelRow? FindModel(string id)
    {
        lock (gate)
        {
            return Table.Find(id);
        }
    }

    /// <summary>Somebody adds a model through the first process: <c>{"model_name", "litellm_params", "model_info"}</c>.</summary>
    /// <returns>The row's id.</returns>
    /// <exception cref="ArgumentException">The body is not a model, or its id is taken.</exception>
    public string CreateModelByHand(JsonObject model)
    {
        ArgumentNullException.ThrowIfNull(model);
        lock (gate)
        {
            ModelRow row;
            try
            {
                row = models.NewRow(model, Now);
            }
            catch (ReplyException error)
            {
                throw new ArgumentException($"LiteLLM would answer {error.Reply.Status} to this model.", nameof(model), error);
            }

            if (Table.Find(row.Id) is not null)
            {
                throw new ArgumentException($"A model with the id {row.Id} exists.", nameof(model));
            }

            Store(row);
            return row.Id;
        }
    }

    /// <summary>Somebody edits a row: keys of <c>litellm_params</c> and <c>model_info</c> merge one level deep, a null removes, <c>model_name</c> renames.</summary>
    /// <exception cref="KeyNotFoundException">There is no such row.</exception>
    public void EditModelByHand(string id, JsonObject patch)
    {
        ArgumentNullException.ThrowIfNull(patch);
        lock (gate)
        {
            var row = Existing(id);
            Store(row.Change(
                Now,
                Json.Text(patch["model_name"]),
                Edited(row.LitellmParams, patch["litellm_params"] as JsonObject),
                Edited(row.ModelInfo, patch["model_info"] as JsonObject)));
        }
    }

    /// <summary>Somebody deletes a row through the first process.</summary>
    /// <exception cref="KeyNotFoundException">There is no such row.</exception>
    public void DeleteModelByHand(string id)
    {
        lock (gate)
        {
            Existing(id);
            replicas[0].CatchUp(Now);
            Table.Remove(id, Now);
            replicas[0].Live.Remove(id);
        }
    }

    /// <summary>Somebody copies a row: same name, parameters and <c>model_info</c>, another id.</summary>
    /// <returns>The copy's id.</returns>
    /// <exception cref="KeyNotFoundException">There is no such row.</exception>
    public string DuplicateByHand(string id)
    {
        lock (gate)
        {
            var row = Existing(id);
            var info = (JsonObject)row.ModelInfo.DeepClone();
            var copy = NewId();
            info["id"] = copy;
            Store(new ModelRow
            {
                Id = copy,
                ModelName = row.ModelName,
                LitellmParams = row.LitellmParams,
                ModelInfo = info,
                CreatedAt = Now,
                UpdatedAt = Now,
                IdIsMinted = true,
            });
            return copy;
        }
    }

    /// <summary>Somebody stores another <c>router_settings</c> row; null removes it. Processes notice at their next reload.</summary>
    public void SetRouterSettingsByHand(JsonObject? settings)
    {
        lock (gate)
        {
            RouterSettings.Put((JsonObject?)settings?.DeepClone(), Now);
        }
    }

    /// <summary>The database loses everything.</summary>
    /// <param name="keepMemory">Leave the processes running: then they forget by LiteLLM's own rules, and keep the last models while none is stored.</param>
    public void Wipe(bool keepMemory = false)
    {
        lock (gate)
        {
            foreach (var replica in replicas)
            {
                replica.CatchUp(Now);
            }

            areas.ForEach(area => area.Wipe());
            if (!keepMemory)
            {
                RestartAll();
            }
        }
    }

    /// <summary>All processes restart: memory is rebuilt from file and database; settings that are no longer stored revert.</summary>
    public void Restart()
    {
        lock (gate)
        {
            RestartAll();
        }
    }

    /// <summary>All processes read the database now, as their periodic pass does.</summary>
    public void ReloadAll()
    {
        lock (gate)
        {
            foreach (var replica in replicas)
            {
                replica.CatchUp(Now);
                replica.Tick(Now);
            }
        }
    }

    /// <summary>The processes' routers lose all models until the next restart or until the database changes a row.</summary>
    public void RemoveAllFromMemory()
    {
        lock (gate)
        {
            foreach (var replica in replicas)
            {
                replica.CatchUp(Now);
                replica.Live.Clear();
            }
        }
    }

    /// <summary>The whole database for comparison: sorted, secrets in clear, without timestamps and server-chosen ids.</summary>
    public JsonObject Dump()
    {
        lock (gate)
        {
            var dump = new JsonObject();
            areas.ForEach(area => area.Dump(dump));
            return dump;
        }
    }

    private ModelRow Existing(string id) => Table.Find(id) ?? throw new KeyNotFoundException($"There is no model with the id {id}.");

    private void Store(ModelRow row)
    {
        replicas[0].CatchUp(Now);
        Table.Put(row, Now);
        replicas[0].Reload(Now);
    }

    private static JsonObject? Edited(JsonObject stored, JsonObject? patch)
    {
        if (patch is null)
        {
            return null;
        }

        var result = (JsonObject)stored.DeepClone();
        foreach (var (key, value) in patch)
        {
            if (value is null)
            {
                result.Remove(key);
            }
            else
            {
                result[key] = value.DeepClone();
            }
        }

        return result;
    }
}
