//! The spanning tree of the simplex method.

/// A rooted tree over nodes, each with the arc to its parent.
#[derive(Debug)]
pub(super) struct Tree {
    pub parent: Vec<u32>,
    /// The arc between a node and its parent
    pub arc: Vec<u32>,
    /// Whether that arc goes from the node to its parent
    pub upward: Vec<bool>,
    pub depth: Vec<u32>,
    pub potential: Vec<i64>,
    first_child: Vec<u32>,
    next: Vec<u32>,
    previous: Vec<u32>,
    waiting: Vec<u32>,
}

pub(super) const NONE: u32 = u32::MAX;

impl Tree {
    /// A tree in which no node has a parent yet.
    pub fn new(nodes: usize) -> Self {
        Self {
            parent: vec![NONE; nodes],
            arc: vec![NONE; nodes],
            upward: vec![true; nodes],
            depth: vec![0; nodes],
            potential: vec![0; nodes],
            first_child: vec![NONE; nodes],
            next: vec![NONE; nodes],
            previous: vec![NONE; nodes],
            waiting: Vec::new(),
        }
    }

    /// Hangs a node, with all below it, under a parent.
    pub fn hang(&mut self, node: u32, parent: u32, arc: u32, upward: bool) {
        let v = node as usize;
        (self.parent[v], self.arc[v], self.upward[v]) = (parent, arc, upward);
        let sibling = self.first_child[parent as usize];
        (self.next[v], self.previous[v]) = (sibling, NONE);
        if sibling != NONE {
            self.previous[sibling as usize] = node;
        }
        self.first_child[parent as usize] = node;
    }

    fn unhang(&mut self, node: u32) {
        let v = node as usize;
        let (next, previous) = (self.next[v], self.previous[v]);
        if next != NONE {
            self.previous[next as usize] = previous;
        }
        if previous == NONE {
            self.first_child[self.parent[v] as usize] = next;
        } else {
            self.next[previous as usize] = next;
        }
    }

    /// Cuts the subtree of `top` off and hangs it by its node `node` under `parent`; everything on the way from `node` to
    /// `top` turns around.
    pub fn rehang(&mut self, top: u32, node: u32, parent: u32, arc: u32, upward: bool) {
        let (mut at, mut parent, mut arc, mut upward) = (node, parent, arc, upward);
        loop {
            let v = at as usize;
            let (old_parent, old_arc, old_upward) = (self.parent[v], self.arc[v], self.upward[v]);
            self.unhang(at);
            self.hang(at, parent, arc, upward);
            if at == top {
                return;
            }
            (parent, arc, upward) = (at, old_arc, !old_upward);
            at = old_parent;
        }
    }

    /// Sets the depths below a node anew and moves the potentials there.
    pub fn refresh(&mut self, node: u32, by: i64) {
        let mut waiting = std::mem::take(&mut self.waiting);
        waiting.push(node);
        while let Some(node) = waiting.pop() {
            let v = node as usize;
            self.depth[v] = self.depth[self.parent[v] as usize] + 1;
            self.potential[v] += by;
            let mut child = self.first_child[v];
            while child != NONE {
                waiting.push(child);
                child = self.next[child as usize];
            }
        }
        self.waiting = waiting;
    }

    /// The nearest node above both.
    pub fn join(&self, a: u32, b: u32) -> u32 {
        let (mut a, mut b) = (a, b);
        while a != b {
            if self.depth[a as usize] >= self.depth[b as usize] {
                a = self.parent[a as usize];
            } else {
                b = self.parent[b as usize];
            }
        }
        a
    }
}
