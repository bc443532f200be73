// The notebook's name, of which its kernel does not hear when the notebook is renamed. Only JupyterLab says it.

function tellNotebook(model, ask) {
  const context = model.widget_manager && model.widget_manager.context;
  if (!context || typeof context.path !== "string" || !context.path.endsWith(".ipynb")) return () => {};
  const tell = (moved) => ask({ do: "notebook", name: context.path.split("/").pop(), moved });
  const renamed = () => tell(true);
  tell(false);
  if (!context.pathChanged) return () => {};
  context.pathChanged.connect(renamed);
  return () => { context.pathChanged.disconnect(renamed); };
}
